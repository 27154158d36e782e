// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.HashMap;
import java.util.Map;

/** Headers for tests. */
public final class Headers {
  private Headers() {}

  /** A header of pairs of keyword and value. */
  public static Map<String, String> header(Object... pairs) {
    Map<String, String> header = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      header.put((String) pairs[i], String.valueOf(pairs[i + 1]));
    }
    return header;
  }

  /** A header with some cards changed; a value of null takes the card away. */
  public static Map<String, String> with(Map<String, String> header, Object... pairs) {
    Map<String, String> changed = new HashMap<>(header);
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1] == null) {
        changed.remove(pairs[i]);
      } else {
        changed.put((String) pairs[i], String.valueOf(pairs[i + 1]));
      }
    }
    return changed;
  }

  /** An ICRS image with its point of reference in the middle. */
  public static Map<String, String> image(
      String projection, double longitude, double latitude, double step, int width, int height) {
    return header(
        "NAXIS", 2,
        "NAXIS1", width,
        "NAXIS2", height,
        "CTYPE1", "RA---" + projection,
        "CTYPE2", "DEC--" + projection,
        "CRVAL1", longitude,
        "CRVAL2", latitude,
        "CRPIX1", (width + 1) / 2.0,
        "CRPIX2", (height + 1) / 2.0,
        "CDELT1", -step,
        "CDELT2", step);
  }

  /** The world coordinates of a header. */
  public static Wcs wcs(Map<String, String> header) {
    return Wcs.read(Cards.of(header));
  }

  /** The celestial plane of a header. */
  public static SkyPlane sky(Map<String, String> header) {
    return wcs(header).sky().orElseThrow();
  }
}
