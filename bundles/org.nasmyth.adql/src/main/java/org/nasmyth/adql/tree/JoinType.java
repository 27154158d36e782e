// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/** Which rows without a match a join keeps. */
public enum JoinType {
  /** None; the default. */
  INNER,
  /** Those of the left table. */
  LEFT,
  /** Those of the right table. */
  RIGHT,
  /** Those of both tables. */
  FULL
}
