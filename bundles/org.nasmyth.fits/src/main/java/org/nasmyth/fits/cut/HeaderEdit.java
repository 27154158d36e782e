// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.HeaderEditor;

/** Further changes to the header of an HDU that is cut, such as a HISTORY of what was done. */
@FunctionalInterface
public interface HeaderEdit {

  /** Leaves the header as the cut made it. */
  HeaderEdit NONE = editor -> {};

  /**
   * Changes cards. It must not touch those that tell the size of the data.
   *
   * @param editor holds the header as the cut made it
   * @throws FitsException if the header cannot be changed as it has to be
   */
  void apply(HeaderEditor editor) throws FitsException;
}
