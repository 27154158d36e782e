// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * One named query of a WITH clause ({@code with_query}, section 4.5).
 *
 * @param name the name by which the rest of the statement knows it
 * @param query what it stands for
 * @param span from its name to its closing parenthesis
 */
public record CommonTable(Identifier name, Query query, Span span) implements Node {}
