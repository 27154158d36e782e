// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nasmyth.wcs.SpectralAxis;
import org.nasmyth.wcs.WcsException;
import org.nasmyth.wcs.region.UnitVector;

/** Standards of rest against astropy: motion.py made the points. */
class StandardOfRestTest {

  private static final double LIGHT = 299_792_458.0;

  private static List<String> points() throws Exception {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    StandardOfRestTest.class.getResourceAsStream("velocities.csv")),
                StandardCharsets.US_ASCII))) {
      return lines.lines().toList();
    }
  }

  private static Observer observer(Map<String, String> cards) {
    return Observer.of(cards::get);
  }

  private static SpectralAxis.Frame frame(String specsys) {
    return new SpectralAxis.Frame(specsys, "", Double.NaN);
  }

  @Test
  void velocities_are_within_the_error_that_they_are_told_with() throws Exception {
    double worst = 0;
    for (String line : points()) {
      String[] p = line.split(",", -1);
      Observer observer =
          observer(Map.of("MJD-AVG", p[1], "OBSGEO-L", p[2], "OBSGEO-B", p[3], "OBSGEO-H", p[4]))
              .towards(
                  new Sight(UnitVector.of(Double.parseDouble(p[5]), Double.parseDouble(p[6])), 0));
      Motion motion = StandardOfRest.of(p[0]).orElseThrow().motion(observer);
      double[] towards = motion.towards(observer.sight());
      double expected = Double.parseDouble(p[7]);
      assertThat(expected).as(line).isBetween(towards[0], towards[1]);
      assertThat(towards[1] - towards[0]).as(line).isLessThan(25);
      worst = Math.max(worst, Math.abs((towards[0] + towards[1]) / 2 - expected));
    }
    System.out.printf("Standards of rest: worst velocity off by %.1f m/s.%n", worst);
  }

  @Test
  void what_is_not_known_makes_the_range_wider() {
    Map<String, String> all =
        Map.of(
            "MJD-OBS", "59000.25",
            "EXPTIME", "600",
            "HIERARCH ESO TEL GEOLON", "-70.4045",
            "HIERARCH ESO TEL GEOLAT", "-24.6268",
            "RA", "150.0",
            "DEC", "2.0");
    Map<String, String> noSite = Map.of("DATE-OBS", "2020-05-31T06:00:00", "RA", "150", "DEC", "2");
    BandShift told = BandShift.of(frame("TOPOCENT"), observer(all));
    BandShift placeless = BandShift.of(frame("TOPOCENT"), observer(noSite));
    BandShift nothing = BandShift.of(frame("TOPOCENT"), observer(Map.of()));
    assertThat((told.greatest() - told.least()) * LIGHT).isLessThan(1000);
    assertThat((placeless.greatest() - placeless.least()) * LIGHT).isBetween(900.0, 2000.0);
    assertThat((nothing.greatest() - nothing.least()) * LIGHT).isBetween(61_000.0, 62_000.0);
    assertThat(placeless.least()).isLessThan(told.least());
    assertThat(placeless.greatest()).isGreaterThan(told.greatest());
    assertThat(nothing.least()).isLessThan(placeless.least());
  }

  @Test
  void an_observation_of_days_holds_all_that_the_earth_did_meanwhile() {
    Map<String, String> cards =
        Map.of("MJD-OBS", "59000.0", "MJD-END", "59010.0", "RA", "150.0", "DEC", "2.0");
    BandShift whole = BandShift.of(frame("GEOCENTR"), observer(cards));
    for (String day : List.of("59000.0", "59003.0", "59010.0")) {
      BandShift one =
          BandShift.of(
              frame("GEOCENTR"), observer(Map.of("MJD-AVG", day, "RA", "150.0", "DEC", "2.0")));
      assertThat(whole.least()).isLessThanOrEqualTo((one.least() + one.greatest()) / 2);
      assertThat(whole.greatest()).isGreaterThanOrEqualTo((one.least() + one.greatest()) / 2);
    }
  }

  @Test
  void an_axis_that_is_barycentric_or_does_not_say_is_not_shifted() {
    for (String name : List.of("BARYCENT", "", "  ")) {
      BandShift shift = BandShift.of(frame(name), observer(Map.of()));
      assertThat(shift.apply(5e-7, 6e-7)).containsExactly(5e-7, 6e-7);
      assertThat(shift.note()).isEmpty();
    }
    assertThat(BandShift.of(frame("NONSENSE"), observer(Map.of())).note().orElse(""))
        .contains("taken as NONSENSE");
  }

  @Test
  void an_open_end_stays_open() {
    BandShift shift = BandShift.of(frame("LSRK"), observer(Map.of()));
    assertThat(shift.apply(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
        .containsExactly(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    assertThat(shift.least()).isCloseTo(1 - 20.0 / 299792.458, within(1e-7));
  }

  @Test
  void the_source_may_move_as_it_likes() {
    Observer observer = observer(Map.of());
    assertThatThrownBy(() -> BandShift.of(frame("SOURCE"), observer))
        .isInstanceOf(WcsException.class)
        .hasMessageContaining("SOURCE");
  }
}
