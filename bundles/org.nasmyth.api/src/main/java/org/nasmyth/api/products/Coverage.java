// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.products;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.sphere.Region;

/**
 * What a product covers, as far as the catalogue knows.
 *
 * @param region on the sky, ICRS; null where unknown
 * @param band vacuum wavelengths in metres, as SODA's BAND; null where unknown
 * @param time modified Julian dates, UTC, as SODA's TIME; null where unknown
 * @param polarizations ObsCore's words for polarization states, such as {@code I} or {@code XX};
 *     may be empty
 * @param spectralElements how many elements the spectral axis has; 0 where there is no such axis or
 *     it is unknown
 */
public record Coverage(
    @Nullable Region region,
    @Nullable Interval band,
    @Nullable Interval time,
    List<String> polarizations,
    int spectralElements) {

  /** Nothing is known. */
  public static final Coverage UNKNOWN = new Coverage(null, null, null, List.of(), 0);

  /** Copies the list. */
  public Coverage {
    polarizations = List.copyOf(polarizations);
  }
}
