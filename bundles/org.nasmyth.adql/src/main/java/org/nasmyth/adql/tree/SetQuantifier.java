// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/** Whether duplicates are kept ({@code set_quantifier}). */
public enum SetQuantifier {
  /** Duplicates are removed. */
  DISTINCT,
  /** Duplicates are kept; the default where the quantifier may be left out. */
  ALL
}
