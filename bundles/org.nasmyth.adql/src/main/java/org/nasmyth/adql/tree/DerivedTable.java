// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * A sub-query in FROM ({@code derived_table}). A parenthesised join with a correlation name, which
 * the grammar also calls a sub-query, appears as {@code SELECT *} from that join.
 *
 * @param query the sub-query
 * @param alias its correlation name, which the grammar demands
 * @param span from the opening parenthesis to the correlation name
 */
public record DerivedTable(Query query, Identifier alias, Span span) implements TableReference {}
