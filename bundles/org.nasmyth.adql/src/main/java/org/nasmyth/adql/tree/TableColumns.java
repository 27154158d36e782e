// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * {@code table.*} in a select list: all columns of one table of FROM.
 *
 * @param qualifier the table or correlation name
 * @param span from the name to the asterisk
 */
public record TableColumns(TableName qualifier, Span span) implements SelectItem {}
