// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import java.util.Locale;
import org.nasmyth.api.calibration.CascadeMode;
import org.nasmyth.products.ArchiveNames.RequestedId;

/** The name under which a cascade is saved. */
final class CascadeFileName {

  private CascadeFileName() {}

  /**
   * The name, in which clients look for no blank and no slash.
   *
   * @param mode that was asked for
   */
  static String of(RequestedId requested, CascadeMode mode) {
    String id = requested.id() == null ? requested.asGiven() : requested.id();
    return id.replaceAll("[^A-Za-z0-9._:+\\-]", "_")
        + "_"
        + mode.word().toLowerCase(Locale.ROOT)
        + ".xml";
  }
}
