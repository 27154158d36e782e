// SPDX-License-Identifier: Apache-2.0
/**
 * The syntax tree of ADQL 2.1: what a query says, before any name in it has been looked up.
 *
 * <p>All nodes are immutable records and carry the {@link org.nasmyth.adql.tree.Span} of their
 * text. Parentheses leave no node of their own: the shape of the tree tells the grouping. Chains
 * that users and programs write long (AND, OR, sums, products, set operations, joins, lists) are
 * single nodes with a list, so that a consumer's recursion is bounded by the nesting limit of the
 * parser and not by the length of the query.
 *
 * <p>The names are those of the grammar in appendix A of the ADQL 2.1 recommendation wherever it
 * has one.
 */
@Version("0.1.0")
@NullMarked
package org.nasmyth.adql.tree;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
