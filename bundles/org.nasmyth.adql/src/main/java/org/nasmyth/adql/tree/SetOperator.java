// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/** The set operators of section 4.6. */
public enum SetOperator {
  /** Rows of either operand. */
  UNION,
  /** Rows of the left operand that are not in the right one. */
  EXCEPT,
  /** Rows of both operands. */
  INTERSECT
}
