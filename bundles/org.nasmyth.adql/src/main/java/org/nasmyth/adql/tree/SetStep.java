// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * One operation of a {@link SetOperation}.
 *
 * @param operator what is done with all that stands left of it
 * @param all whether duplicated rows are kept (section 4.6.4)
 * @param operand the right operand
 * @param span from the operator to the end of the operand
 */
public record SetStep(SetOperator operator, boolean all, QueryBody operand, Span span)
    implements Node {}
