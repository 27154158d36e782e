// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.cutout;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.products.Interval;
import org.nasmyth.sphere.Region;

/**
 * Which piece of a product is wanted. All that is given must hold; nothing given means everything.
 *
 * @param region on the sky, ICRS; null for everywhere
 * @param band vacuum wavelengths in metres, barycentric; a single wavelength has two equal ends;
 *     null for all
 * @param time modified Julian dates, UTC; null for all
 * @param polarizations the polarization states to keep; empty for all
 * @param pixels boxes of pixels; empty for all
 * @param mask whether pixels outside the region but inside its bounding box are blanked; usually
 *     they are kept
 * @param provenance lines that tell of the request in the piece's history; may be empty
 */
public record CutoutRequest(
    @Nullable Region region,
    @Nullable Interval band,
    @Nullable Interval time,
    List<String> polarizations,
    List<PixelBox> pixels,
    boolean mask,
    List<String> provenance) {

  /**
   * Pixels of one extension.
   *
   * @param extension its number, 0 for the primary one
   * @param ranges first and last pixel of each axis, counted from 1, both included; null for the
   *     whole axis
   */
  public record PixelBox(int extension, List<@Nullable PixelSpan> ranges) {}

  /**
   * Some pixels of an axis.
   *
   * @param first counted from 1
   * @param last not below the first
   */
  public record PixelSpan(long first, long last) {}

  /** Copies the lists. */
  public CutoutRequest {
    polarizations = List.copyOf(polarizations);
    pixels = List.copyOf(pixels);
    provenance = List.copyOf(provenance);
  }
}
