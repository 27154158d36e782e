// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * One join of a {@link JoinedTable}: all that stands left of it, joined to {@code right}.
 *
 * @param type inner or which outer join
 * @param right the right table
 * @param specification how rows are matched
 * @param span from the join's first keyword to its condition
 */
public record JoinStep(
    JoinType type, TableReference right, JoinSpecification specification, Span span)
    implements Node {}
