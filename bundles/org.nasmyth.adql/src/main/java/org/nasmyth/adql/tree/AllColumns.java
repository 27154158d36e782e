// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * The {@code *} of a select list: all columns of all tables of FROM.
 *
 * @param span the asterisk
 */
public record AllColumns(Span span) implements SelectItem {}
