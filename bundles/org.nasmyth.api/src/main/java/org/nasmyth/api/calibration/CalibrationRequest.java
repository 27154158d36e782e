// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.calibration;

import java.time.Instant;
import java.util.List;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.products.Product;

/**
 * Raw frames whose calibrations are wanted.
 *
 * @param frames the frames; the caller may know of them
 * @param mode which calibrations
 * @param archive what else the caller may know of
 * @param now the moment of the request
 * @param cancellation ends the request
 */
public record CalibrationRequest(
    List<Product> frames,
    CascadeMode mode,
    VisibleArchive archive,
    Instant now,
    Cancellation cancellation) {

  /** Copies the list. */
  public CalibrationRequest {
    frames = List.copyOf(frames);
  }
}
