// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.observe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to use an instrument.
 *
 * @param instrument the instrument
 * @param mode the instrument's mode
 * @param technique as dbo.raw.dp_tech
 * @param filters the filters to choose from; empty for spectrographs
 * @param grating null for none
 * @param grism null for none
 * @param slit null for none
 * @param band the spectral range; null where the filter decides
 * @param resolvingPower 0 where the filter decides
 * @param integration seconds of one detector integration
 * @param integrations how many make an exposure
 * @param exposures how many exposures an observation block makes
 * @param field side of the field in degrees
 * @param pixel side of a pixel in arcsec; 0 where there are none
 * @param pattern what it is reduced to
 * @param collection the collection of its products; empty for none
 * @param targets the classes of its targets
 */
public record Setup(
    Instrument instrument,
    String mode,
    String technique,
    List<String> filters,
    @Nullable String grating,
    @Nullable String grism,
    @Nullable String slit,
    @Nullable Band band,
    double resolvingPower,
    double integration,
    int integrations,
    int exposures,
    double field,
    double pixel,
    ProductPattern pattern,
    String collection,
    List<String> targets) {

  static Setup parse(Instrument instrument, String[] f) {
    return new Setup(
        instrument,
        f[1],
        f[2],
        list(f[3]),
        orNull(f[4]),
        orNull(f[5]),
        orNull(f[6]),
        f[7].isEmpty() ? null : new Band(number(f[7]), number(f[8])),
        number(f[9]),
        number(f[10]),
        (int) number(f[11]),
        (int) number(f[12]),
        number(f[13]),
        number(f[14]),
        ProductPattern.parse(f[15]),
        f[16],
        list(f[17]));
  }

  /** Whether it takes images rather than spectra. */
  public boolean imaging() {
    return technique.startsWith("IMAGE");
  }

  /** Seconds of one exposure. */
  public double exposure() {
    return integration * integrations;
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(","));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static double number(String text) {
    return text.isEmpty() ? 0 : Double.parseDouble(text);
  }
}
