// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.results;

/** How a result ended (DALI 1.1, section 4.4). */
public sealed interface Ending {

  /** All rows were delivered. */
  record Complete() implements Ending {}

  /**
   * There would have been more rows.
   *
   * @param message which limit cut them off and what to do
   */
  record Overflow(String message) implements Ending {}

  /**
   * The query failed after rows had been delivered.
   *
   * @param message what went wrong, for the user
   */
  record Failed(String message) implements Ending {}
}
