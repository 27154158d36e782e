// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.sphere.SkyPoint;

/** The values that the IVOA's catalogue of functions gives as examples, and some more. */
class CatalogueTest {

  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void healpixIndex() {
    assertThat(call(new HealpixIndex(), 0, 1.0, 1.0)).isEqualTo(4L);
    assertThat(call(new HealpixIndex(), 17, 1.0, 1.0)).isEqualTo(81609757711L);
    assertThat(call(new HealpixIndex(), 17, 359.0, -1.0)).isEqualTo(73009064944L);
    assertThat(call(new HealpixIndexOfPoint(), 17, new double[] {1, 1})).isEqualTo(81609757711L);
    assertThatThrownBy(() -> call(new HealpixIndex(), 30, 1.0, 1.0)).hasMessageContaining("29");
  }

  @Test
  void healpixCenter() {
    assertThat((double[]) call(new HealpixCenter(), 0, 6L)).containsExactly(new double[] {180, 0});
    assertThat((double[]) call(new HealpixCenter(), 17, call(new HealpixIndex(), 17, 23.4, 56.7)))
        .containsExactly(new double[] {23.399843462947466, 56.70016214363192}, EXACT);
    assertThatThrownBy(() -> call(new HealpixCenter(), 1, 48L)).hasMessageContaining("47");
  }

  @Test
  void theCentreOfEveryHealpixCellLiesInIt() {
    for (int order = 0; order <= 5; order++) {
      Healpix healpix = new Healpix(order);
      for (long cell = 0; cell < 12L << (2 * order); cell++) {
        assertThat(healpix.index(healpix.center(cell))).isEqualTo(cell);
      }
    }
  }

  @Test
  void healpixCellsBesideThePolesKeepTheirPrecision() {
    Healpix finest = new Healpix(Healpix.HIGHEST);
    for (int quarter = 0; quarter < 4; quarter++) {
      SkyPoint north = new SkyPoint(45 + 90 * quarter, 90 - 1e-8);
      SkyPoint south = new SkyPoint(45 + 90 * quarter, -90 + 1e-8);
      assertThat(finest.center(finest.index(north)).distance(north)).isLessThan(2e-7);
      assertThat(finest.center(finest.index(south)).distance(south)).isLessThan(2e-7);
    }
  }

  @Test
  void epochPropagation() {
    assertPosition(
        propagated(7.606083572, 11.79044105, 125.0, 300.0, -428.8, 52.51, 2016.0, 1992.25),
        7.604061404627978,
        11.7932703828279);
    assertPosition(
        propagated(7.606083572, 11.79044105, 125.0, 300.0, -428.8, null, 2016.0, 1875.0),
        7.594079587029898,
        11.807235464326332);
    assertPosition(
        propagated(7.606083572, 11.79044105, null, 300.0, -428.8, 52.51, 2016.0, 1875.0),
        7.594079587020846,
        11.807235464339055);
    assertThatThrownBy(() -> propagated(null, 1.0, 1.0, 1.0, 1.0, 1.0, 2000.0, 2001.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ra must not be NULL");
  }

  @Test
  void epochPropagationMovesNorthAwayFromTheSouthPole() {
    double[] moved = propagated(100.0, -90.0, 0.0, 0.0, 3_600_000.0, 0.0, 2000.0, 2001.0);
    assertThat(moved[0]).isCloseTo(100, within(1e-9));
    assertThat(moved[1]).isGreaterThan(-90);
  }

  @Test
  void geometriesChangeTheirFrame() {
    // The catalogue's own value takes ICRS for FK5, which lies 23 milliarcseconds beside it.
    assertThat(
            (double[])
                call(new GeomTransformPoint(), "ICRS", "GALACTIC", new double[] {120.0, -23.0}))
        .containsExactly(new double[] {241.121831182, 3.62785788087}, within(1e-5));
    assertThat(
            (double[])
                call(
                    new GeomTransformPolygon(),
                    "GALACTIC",
                    "FK5",
                    new double[] {5, 3, 4, 4, 4.5, 2}))
        .containsExactly(
            new double[] {266.44721, -23.107310, 264.95088, -23.434037, 267.09936, -24.051919},
            within(1e-4));
    assertThat((double[]) call(new GeomTransformCircle(), "ICRS", "ICRS", new double[] {10, 20, 3}))
        .containsExactly(10, 20, 3);
    assertThatThrownBy(() -> call(new GeomTransformPoint(), "icrs", "FK5", new double[] {1, 2}))
        .hasMessageContaining("unknown frame 'icrs'; known are ICRS, FK5, GALACTIC, ECLIPTIC");
  }

  @Test
  void sexagesimalAngles() {
    assertThat((Double) call(new HmsToDegrees(), "3:34:45.4")).isCloseTo(53.6891667, within(1e-6));
    assertThat((Double) call(new HmsToDegrees(), "3H34M45.4S")).isCloseTo(53.6891667, within(1e-6));
    assertThat((Double) call(new HmsToDegrees(), "033445.4")).isCloseTo(53.6891667, within(1e-6));
    assertThat((Double) call(new DmsToDegrees(), "42d9m6.768s")).isCloseTo(42.15188, EXACT);
    assertThat(call(new DmsToDegrees(), "-00:15:00")).isEqualTo(-0.25);
    assertThat(call(new DmsToDegrees(), "+0d15m0s")).isEqualTo(0.25);
    assertThat(call(new DmsToDegrees(), "-001500")).isEqualTo(-0.25);
    assertThat(call(new HmsToDegrees(), "-3:34:45")).isNull();
    assertThat(call(new DmsToDegrees(), "12:60:00")).isNull();
    assertThat(call(new DmsToDegrees(), "north")).isNull();
  }

  @Test
  void wordsInText() {
    assertThat(call(new HasWord(), "Miller and Urey have", "miller")).isEqualTo(1);
    assertThat(call(new HasWord(), "shown that a primordial", "shown primordial")).isEqualTo(1);
    assertThat(call(new HasWord(), "shown that a primordial", "shown soup")).isEqualTo(0);
  }

  @Test
  void intervals() {
    assertThat(call(new IntervalOverlaps(), -3.0, -2.0, 2.0, 3.0)).isEqualTo(0);
    assertThat(call(new IntervalOverlaps(), -2.0, 55.3, 2.0, 3.0)).isEqualTo(1);
    assertThat(call(new IntervalOverlaps(), 2.0, 3.0, -2.0, 55.3)).isEqualTo(1);
    assertThat(call(new IntervalOverlaps(), -2.0, 55.3, 3.0, 2.0)).isEqualTo(0);
    assertThat(call(new IntervalOverlaps(), -2.0, 2.0, 2.0, 3.0)).isEqualTo(1);
  }

  private static double[] propagated(@Nullable Object... arguments) {
    return (double[]) call(new EpochPropPos(), arguments);
  }

  private static void assertPosition(double[] position, double longitude, double latitude) {
    assertThat(position).containsExactly(new double[] {longitude, latitude}, within(1e-9));
  }

  private static Object call(AdqlFunction function, @Nullable Object... arguments) {
    return ((FunctionBody.JavaBody) function.body()).code().apply(Arrays.asList(arguments));
  }
}
