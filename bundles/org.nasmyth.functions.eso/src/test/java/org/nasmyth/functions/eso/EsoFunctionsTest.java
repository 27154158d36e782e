// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.eso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.sphere.Circle;

/** What the functions with a body in Java compute. */
class EsoFunctionsTest {

  @Test
  void theIntersectionOfARegionWithOneInsideItIsTheInnersArea() {
    double overlap =
        (Double)
            call(
                new Intersection(),
                "UNION ICRS (CIRCLE ICRS 10 20 2 CIRCLE ICRS 100 20 2)",
                "CIRCLE ICRS 10 20 1");
    assertThat(overlap).isCloseTo(new Circle(10, 20, 1).area(), within(1e-9));
  }

  @Test
  void regionsOfOtherFramesAreTurned() {
    double apart =
        (Double) call(new Intersection(), "CIRCLE GALACTIC 10 20 1", "CIRCLE ICRS 10 20 1");
    assertThat(apart).isZero();
  }

  @Test
  void aSubstringCountsCharactersFromOne() {
    assertThat(call(new Substring(), "ADP.2016", 1, 3)).isEqualTo("ADP");
    assertThat(call(new Substring(), "ADP.2016", 5, 99)).isEqualTo("2016");
    assertThat(call(new Substring(), "ADP.2016", -1, 4)).isEqualTo("AD");
    assertThat(call(new Substring(), "ADP.2016", 20, 4)).isEqualTo("");
    assertThat(call(new Substring(), "a\uD83D\uDD2Db", 2, 1)).isEqualTo("\uD83D\uDD2D");
    assertThatThrownBy(() -> call(new Substring(), "a", 1, -1)).hasMessageContaining("negative");
  }

  private static Object call(AdqlFunction function, Object... arguments) {
    return ((FunctionBody.JavaBody) function.body()).code().apply(List.of(arguments));
  }
}
