// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class StcTextTest {
  @Test
  void positionsAsRawFramesHaveThem() {
    String text = "POSITION J2000 266.414807 -29.00877";
    FramedRegion read = StcText.parse(text);
    assertThat(read).isEqualTo(new FramedRegion(Frame.FK5, new Position(266.414807, -29.00877)));
    assertThat(StcText.write(read.region(), "J2000")).isEqualTo(text);
  }

  @Test
  void polygonsAndUnionsAsProductsHaveThem() {
    String polygon = "POLYGON J2000 10 20 11 20 11 21 10 21";
    assertThat(StcText.parse(polygon).region())
        .isEqualTo(Polygon.of(10, 20, 11, 20, 11, 21, 10, 21));
    String union = "UNION J2000 (" + polygon + " POLYGON J2000 12 20 13 20 13 21 12 21)";
    FramedRegion read = StcText.parse(union);
    assertThat(((Union) read.region()).members()).hasSize(2);
    assertThat(StcText.write(read.region(), "J2000")).isEqualTo(union);
  }

  @Test
  void wordsMayBeInAnyCaseWithCommasAndWithoutAFrame() {
    assertThat(StcText.parse("circle 1,2 , 3"))
        .isEqualTo(new FramedRegion(Frame.ICRS, new Circle(1, 2, 3)));
    assertThat(StcText.parse("Circle icrs TOPOCENTER SPHERICAL2 1.5e1 +2. .5 unit deg").region())
        .isEqualTo(new Circle(15, 2, 0.5));
    assertThat(StcText.parse("Polygon GALACTIC 1 2 3 2 3 4").frame()).isEqualTo(Frame.GALACTIC);
    assertThat(StcText.parse("CIRCLE 1 2 3", Frame.FK5).frame()).isEqualTo(Frame.FK5);
    assertThat(StcText.parse("BOX 10 0 4 2").region())
        .isEqualTo(Polygon.box(new SkyPoint(10, 0), 4, 2));
    assertThat(StcText.parse("AllSky").region()).isEqualTo(new Circle(0, 0, 180));
  }

  @Test
  void aFrameInsideAUnionIsHonoured() {
    FramedRegion read = StcText.parse("UNION ICRS (CIRCLE 10 10 1 CIRCLE GALACTIC 0 0 1)");
    assertThat(read.frame()).isEqualTo(Frame.ICRS);
    assertThat(read.region().contains(new SkyPoint(266.405, -28.936))).isTrue();
    assertThat(StcText.parse("UNION (CIRCLE FK5 10 10 1)").frame()).isEqualTo(Frame.FK5);
  }

  @Test
  void errorsNameThePlace() {
    assertError("", 0, "Expected a region");
    assertError("ELLIPSE ICRS 1 2 3 4 5", 0, "Unknown region 'ELLIPSE'; known are POSITION");
    assertError("CIRCLE ICRS 1 2", 15, "Expected the circle's radius in degrees, found the end");
    assertError("CIRCLE B1950 1 2 3", 7, "Unknown coordinate frame 'B1950'");
    assertError("CIRCLE ICRS 1 x 3", 14, "latitude of the circle's centre in degrees, found 'x'");
    assertError("CIRCLE ICRS 1 2 NaN", 16, "found 'NaN'");
    assertError("CIRCLE ICRS 1 2 3 4", 18, "Expected the end of the region, found '4'");
    assertError("CIRCLE ICRS 1 92 3", 12, "between -90 and 90 degrees, got 92");
    assertError("CIRCLE ICRS 1 2 -3", 0, "between 0 and 180 degrees, got -3");
    assertError("POLYGON 1 1 2 2 3", 17, "the latitude of vertex 3");
    assertError("UNION ICRS (CIRCLE 1 2 3", 24, "not closed");
    assertError("UNION ICRS CIRCLE 1 2 3", 11, "Expected '(' after UNION");
    assertError("UNION ()", 7, "at least one member");
    assertError("UNION (POLYGON 0 0 1 1 1 0 0 1)", 7, "crosses itself");
    assertError("CIRCLE 1 2 3 unit arcsec", 18, "Only the unit deg");
    assertError("UNION(".repeat(2000), 101, "nested more than 16 deep");
  }

  private static void assertError(String text, int position, String message) {
    assertThatThrownBy(() -> StcText.parse(text))
        .hasMessageContaining(message)
        .hasMessageContaining("character " + (position + 1))
        .asInstanceOf(InstanceOfAssertFactories.type(RegionSyntaxException.class))
        .extracting(RegionSyntaxException::position)
        .isEqualTo(position);
  }

  @Test
  void daliFormsAreNumbersAlone() {
    assertThat(DaliShape.POINT.parse("1.5 -2")).isEqualTo(new Position(1.5, -2));
    assertThat(DaliShape.CIRCLE.parse(" 1, 2,3 ")).isEqualTo(new Circle(1, 2, 3));
    assertThat(DaliShape.POLYGON.region(1, 2, 3, 2, 3, 4)).isEqualTo(Polygon.of(1, 2, 3, 2, 3, 4));
    assertThat(DaliShape.write(new Circle(1, 2, 0.00001))).isEqualTo("1 2 0.00001");
    assertThat(DaliShape.of(Union.of(new Circle(1, 2, 3)))).isNull();
    assertThatThrownBy(() -> DaliShape.CIRCLE.parse("1 2"))
        .hasMessageContaining("3 numbers")
        .hasMessageContaining("got 2");
    assertThatThrownBy(() -> DaliShape.POINT.parse("1 x"))
        .hasMessageContaining("'x' (at character 3)");
    Region union = Union.of(new Circle(1, 2, 3));
    assertThatThrownBy(() -> DaliShape.values(union)).hasMessageContaining("union");
  }
}
