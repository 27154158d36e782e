// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

@Domain(SkyDomain.class)
class FrameTest {
  /**
   * What may be lost where a longitude is written in degrees: eight times its last bit, 4.5e-13.
   */
  private static final double ROUNDING = 8 * Math.ulp(360.0);

  @Test
  void spellingsOfTheCoordinateSystemArgument() {
    assertThat(Frame.parse("")).isEqualTo(Frame.ICRS);
    assertThat(Frame.parse(" icrs ")).isEqualTo(Frame.ICRS);
    assertThat(Frame.parse("ICRS GEOCENTER")).isEqualTo(Frame.ICRS);
    assertThat(Frame.parse("BARYCENTER SPHERICAL2")).isEqualTo(Frame.ICRS);
    assertThat(Frame.parse("J2000")).isEqualTo(Frame.FK5);
    assertThat(Frame.parse("FK5")).isEqualTo(Frame.FK5);
    assertThat(Frame.parse("Galactic")).isEqualTo(Frame.GALACTIC);
    assertThat(Frame.parse("ECLIPTIC")).isEqualTo(Frame.ECLIPTIC);
    assertThatThrownBy(() -> Frame.parse("ICRS MARSCENTRE"))
        .isInstanceOf(RegionSyntaxException.class)
        .hasMessageContaining("'MARSCENTRE'")
        .hasMessageContaining("character 6");
    assertThatThrownBy(() -> Frame.parse("FK4")).hasMessageContaining("'FK4'");
  }

  @Test
  void theGalacticPoleAndCentreAreWhereHipparcosPutThem() {
    SkyPoint pole = Frame.GALACTIC.to(Frame.ICRS, new SkyPoint(0, 90));
    assertThat(pole.distance(new SkyPoint(192.85948, 27.12825))).isLessThan(1e-12);
    // The first row of the matrix printed in ESA SP-1200, volume 1, equation 1.5.11.
    double[] row = Frame.GALACTIC.rotation()[0];
    assertThat(row[0]).isCloseTo(-0.0548755604, within(1e-10));
    assertThat(row[1]).isCloseTo(-0.8734370902, within(1e-10));
    assertThat(row[2]).isCloseTo(-0.4838350155, within(1e-10));
  }

  @Test
  void fk5TurnsAgainstIcrsByMilliarcseconds() {
    SkyPoint fk5 = new SkyPoint(Math.toDegrees(1.76779433), Math.toDegrees(-0.2917517103));
    SkyPoint icrs = Frame.FK5.to(Frame.ICRS, fk5);
    // The published check value of the FK5 to Hipparcos conversion.
    assertThat(Math.toRadians(icrs.longitude())).isCloseTo(1.7677942262999475, within(1e-14));
    assertThat(Math.toRadians(icrs.latitude())).isCloseTo(-0.29175160705303915, within(1e-14));
  }

  @Test
  void theEclipticIsInclinedByTheObliquity() {
    SkyPoint pole = Frame.ECLIPTIC.to(Frame.FK5, new SkyPoint(0, 90));
    assertThat(90 - pole.latitude()).isCloseTo(84381.448 / 3600, within(1e-12));
    assertThat(pole.longitude()).isCloseTo(270, within(1e-10));
  }

  @Property
  void everyRotationHasItsInverseAndKeepsDistances(@ForAll SkyPoint a, @ForAll SkyPoint b) {
    for (Frame from : Frame.values()) {
      for (Frame to : Frame.values()) {
        SkyPoint a1 = from.to(to, a);
        assertThat(to.to(from, a1).distance(a)).isLessThan(ROUNDING);
        assertThat(a1.distance(from.to(to, b))).isCloseTo(a.distance(b), within(ROUNDING));
      }
    }
  }
}
