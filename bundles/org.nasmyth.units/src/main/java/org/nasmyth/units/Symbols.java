// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.units;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The symbols of VOUnits 1.1, section 2.3, with their values in SI units: CODATA 2018, and the
 * nominal values of resolution B3 of the IAU's General Assembly of 2015 for Sun, Earth and Jupiter.
 * What is counted (photons, pixels, ...) is a dimension of its own.
 */
final class Symbols {

  /** Symbols, the prefixes that they take, the value, and the dimensions with their exponents. */
  private static final String TABLE =
      """
      m             decimal  1                      m 1
      g             decimal  1e-3                   kg 1
      s             decimal  1                      s 1
      A             decimal  1                      A 1
      K             decimal  1                      K 1
      mol           decimal  1                      mol 1
      cd            decimal  1                      cd 1
      rad           decimal  1                      rad 1
      sr            decimal  1                      rad 2
      Hz            decimal  1                      s -1
      N             decimal  1                      kg 1 m 1 s -2
      J             decimal  1                      kg 1 m 2 s -2
      W             decimal  1                      kg 1 m 2 s -3
      Pa            decimal  1                      kg 1 m -1 s -2
      C             decimal  1                      A 1 s 1
      V             decimal  1                      kg 1 m 2 s -3 A -1
      Ohm           decimal  1                      kg 1 m 2 s -3 A -2
      S             decimal  1                      kg -1 m -2 s 3 A 2
      F             decimal  1                      kg -1 m -2 s 4 A 2
      Wb            decimal  1                      kg 1 m 2 s -2 A -1
      T             decimal  1                      kg 1 s -2 A -1
      H             decimal  1                      kg 1 m 2 s -2 A -2
      lm            decimal  1                      cd 1 rad 2
      lx            decimal  1                      cd 1 rad 2 m -2
      deg           decimal  0.01745329251994329576923690768488613  rad 1
      arcmin        decimal  2.908882086657215961539484614147688e-4  rad 1
      arcsec        decimal  4.848136811095359935899141023579480e-6   rad 1
      mas           plain    4.848136811095359935899141023579480e-9   rad 1
      min           plain    60                     s 1
      h             plain    3600                   s 1
      d             decimal  86400                  s 1
      a,yr          decimal  31557600               s 1
      cy            plain    3155760000             s 1
      Angstrom,angstrom  plain  1e-10               m 1
      AU,au         plain    149597870700           m 1
      pc            decimal  3.0856775814913673e16  m 1
      lyr           decimal  9460730472580800       m 1
      barn          decimal  1e-28                  m 2
      eV            decimal  1.602176634e-19        kg 1 m 2 s -2
      erg           decimal  1e-7                   kg 1 m 2 s -2
      Ry            plain    2.1798723611035e-18    kg 1 m 2 s -2
      u             plain    1.6605390666e-27       kg 1
      G             decimal  1e-4                   kg 1 s -2 A -1
      D             decimal  3.33564e-30            A 1 s 1 m 1
      Jy            decimal  1e-26                  kg 1 s -2
      R             decimal  795774715.4594766788444188168625718     photon 1 m -2 s -1 rad -2
      solMass       plain    1.988409870698051e30   kg 1
      solRad        plain    6.957e8                m 1
      solLum        plain    3.828e26               kg 1 m 2 s -3
      geoMass       plain    5.972167867791379e24   kg 1
      jupMass       plain    1.898124597522157e27   kg 1
      geoRad        plain    6378100                m 1
      jupRad        plain    71492000               m 1
      mag           decimal  1                      mag 1
      dB            plain    1                      dB 1
      Sun           plain    1                      Sun 1
      adu           decimal  1                      adu 1
      beam          plain    1                      beam 1
      bin           plain    1                      bin 1
      chan          plain    1                      chan 1
      count,ct      decimal  1                      count 1
      electron      decimal  1                      electron 1
      photon,ph     decimal  1                      photon 1
      pixel,pix     decimal  1                      pixel 1
      voxel         decimal  1                      voxel 1
      bit           binary   1                      bit 1
      byte,B        binary   8                      bit 1
      %             plain    0.01
      """;

  private static final Map<String, BigDecimal> DECIMAL_PREFIXES =
      Map.ofEntries(
          Map.entry("da", new BigDecimal("1e1")),
          Map.entry("h", new BigDecimal("1e2")),
          Map.entry("k", new BigDecimal("1e3")),
          Map.entry("M", new BigDecimal("1e6")),
          Map.entry("G", new BigDecimal("1e9")),
          Map.entry("T", new BigDecimal("1e12")),
          Map.entry("P", new BigDecimal("1e15")),
          Map.entry("E", new BigDecimal("1e18")),
          Map.entry("Z", new BigDecimal("1e21")),
          Map.entry("Y", new BigDecimal("1e24")),
          Map.entry("d", new BigDecimal("1e-1")),
          Map.entry("c", new BigDecimal("1e-2")),
          Map.entry("m", new BigDecimal("1e-3")),
          Map.entry("u", new BigDecimal("1e-6")),
          Map.entry("n", new BigDecimal("1e-9")),
          Map.entry("p", new BigDecimal("1e-12")),
          Map.entry("f", new BigDecimal("1e-15")),
          Map.entry("a", new BigDecimal("1e-18")),
          Map.entry("z", new BigDecimal("1e-21")),
          Map.entry("y", new BigDecimal("1e-24")));

  private static final Map<String, BigDecimal> BINARY_PREFIXES =
      Map.of(
          "Ki",
          binary(10),
          "Mi",
          binary(20),
          "Gi",
          binary(30),
          "Ti",
          binary(40),
          "Pi",
          binary(50),
          "Ei",
          binary(60));

  private enum Prefixes {
    PLAIN,
    DECIMAL,
    BINARY
  }

  private record Symbol(Unit unit, Prefixes prefixes) {}

  private static final Map<String, Symbol> SYMBOLS = table();

  private Symbols() {}

  private static BigDecimal binary(int exponent) {
    return BigDecimal.valueOf(1L << exponent);
  }

  private static Map<String, Symbol> table() {
    Map<String, Symbol> symbols = new HashMap<>();
    TABLE
        .lines()
        .forEach(
            line -> {
              String[] cells = line.strip().split(" +", -1);
              Map<String, Double> dimensions = new TreeMap<>();
              for (int i = 3; i < cells.length; i += 2) {
                dimensions.put(cells[i], Double.valueOf(cells[i + 1]));
              }
              Prefixes prefixes = Prefixes.valueOf(cells[1].toUpperCase(Locale.ROOT));
              Unit unit = new Unit(new BigDecimal(cells[2]), dimensions);
              for (String name : cells[0].split(",", -1)) {
                symbols.put(name, new Symbol(unit, prefixes));
              }
            });
    return Map.copyOf(symbols);
  }

  /** The symbols without prefixes, in order. */
  static Set<String> all() {
    return new TreeSet<>(SYMBOLS.keySet());
  }

  /**
   * The unit of a symbol. A symbol as it stands comes before one with a prefix: Pa is pascal.
   *
   * @throws UnitException if there is none
   */
  static Unit unit(String symbol) {
    Symbol exact = SYMBOLS.get(symbol);
    if (exact != null) {
      return exact.unit();
    }
    for (int length = 2; length > 0; length--) {
      if (symbol.length() > length) {
        String prefix = symbol.substring(0, length);
        Symbol rest = SYMBOLS.get(symbol.substring(length));
        if (rest != null) {
          BigDecimal factor =
              rest.prefixes() == Prefixes.PLAIN ? null : DECIMAL_PREFIXES.get(prefix);
          if (factor == null && rest.prefixes() == Prefixes.BINARY) {
            factor = BINARY_PREFIXES.get(prefix);
          }
          if (factor != null) {
            return new Unit(factor.multiply(rest.unit().scale()), rest.unit().dimensions());
          }
        }
      }
    }
    throw UnitException.unknown(symbol);
  }
}
