// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What units are read, and how many of one are in another. */
class UnitTest {

  @ParameterizedTest
  @CsvSource({
    "m, nm, 1e9",
    "nm, Angstrom, 10",
    "deg, arcsec, 3600",
    "deg, mas, 3.6e6",
    "deg, rad, 0.017453292519943295",
    "deg**2, arcmin**2, 3600",
    "sr, deg**2, 3282.806350011744",
    "km/s, m.s**-1, 1000",
    "m.s**(-1), km/h, 3.6",
    "m s^-1, cm/s, 100",
    "Jy, erg/s/cm**2/Hz, 1e-23",
    "erg.cm**(-2).s**(-1).Angstrom**(-1), W.m**-2.um**-1, 10",
    "10**-20 erg/s, W, 1e-27",
    "0.1nm, Angstrom, 1",
    "kpc, lyr, 3261.563777167433",
    "yr, d, 365.25",
    "mmag, mag, 0.001",
    "kbyte, byte, 1000",
    "KiB, bit, 8192",
    "keV, J, 1.602176634e-16",
    "solMass, kg, 1.988409870698051e30",
    "hPa, Pa, 100",
    "ph/pix, photon/pixel, 1",
    "sqrt(m**2), km, 0.001",
    "m**(1/2).m**(1/2), m, 1",
    "(kg.m)/s**2, N, 1",
    "/s, Hz, 1",
    "%, '', 0.01",
    "das, s, 10",
    "Pa, N/m**2, 1"
  })
  void aUnitHasSoManyOfAnother(String from, String to, double factor) {
    assertThat(Unit.parse(from).factorTo(Unit.parse(to)))
        .isCloseTo(factor, withinPercentage(1e-10));
  }

  @Test
  void powersOfTenAreExact() {
    assertThat(Unit.parse("m").factorTo(Unit.parse("nm"))).isEqualTo(1e9);
    assertThat(Unit.parse("nm").factorTo(Unit.parse("m"))).isEqualTo(1e-9);
    assertThat(Unit.parse("deg").factorTo(Unit.parse("arcsec"))).isEqualTo(3600);
  }

  @Test
  void whatMeasuresDifferentThingsIsNotConverted() {
    assertThat(Unit.parse("m").isConvertibleTo(Unit.parse("s"))).isFalse();
    assertThat(Unit.parse("count").isConvertibleTo(Unit.parse("photon"))).isFalse();
    assertThatThrownBy(() -> Unit.parse("mag").factorTo(Unit.parse("Jy")))
        .isInstanceOf(UnitException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parsec", "kmin", "Celsius", "mmas", "nanometer"})
  void anUnknownSymbolIsNamed(String symbol) {
    assertThatThrownBy(() -> Unit.parse("m/" + symbol))
        .isInstanceOfSatisfying(
            UnitException.class, e -> assertThat(e.unknownSymbol()).contains(symbol));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m/",
        "m**",
        "(m",
        "m)",
        "m**(1/",
        "km//s",
        "3 4 +",
        "m..",
        "m**100",
        "0 m",
        "m**(1/0)"
      })
  void whatIsNoUnitIsRefused(String text) {
    assertThatThrownBy(() -> Unit.parse(text))
        .isInstanceOf(UnitException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void deepNestingIsRefusedNotFollowed() {
    assertThatThrownBy(() -> Unit.parse("(".repeat(100_000) + "m"))
        .isInstanceOf(UnitException.class);
  }

  @Test
  void everyListedSymbolIsAUnit() {
    assertThat(Unit.symbols()).contains("m", "deg", "Jy").allSatisfy(Unit::parse);
  }
}
