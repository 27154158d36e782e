// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * The position of an output column in ORDER BY. Whether the query has that many columns is for the
 * reader to check.
 *
 * @param position the position as written; 1 is the first column
 * @param span the number
 */
public record Ordinal(long position, Span span) implements OrderKey {}
