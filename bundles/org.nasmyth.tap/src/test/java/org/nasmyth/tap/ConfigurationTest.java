// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.query.QueryRequest.ServiceRules;

/** A wrong configuration is refused with the key and the reason. */
class ConfigurationTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "/tap", "tap obs", "tap/"})
  void pathHasToBeAPath(String path) {
    assertThatThrownBy(() -> settings(path, 1, 2))
        .hasMessageStartingWith("path: '" + path + "' is no path");
  }

  @Test
  void defaultLimitCannotExceedTheHardOne() {
    assertThatThrownBy(() -> settings("tap", 10, 5))
        .hasMessage("maxrec: 10 has to be at least 1 and at most maxrecHard, 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1", "-- title only", "--\nSELECT 1"})
  void exampleNeedsTitleAndQuery(String example) {
    assertThatThrownBy(() -> Example.parse(List.of(example)))
        .hasMessageStartingWith("examples: number 1 has to begin with a comment line");
  }

  private static TapSettings settings(String path, long maxrec, long hard) {
    return new TapSettings(
        path,
        "t",
        "",
        Origin.UNKNOWN,
        null,
        ProductLinks.NONE,
        Readdressing.NONE,
        new ServiceRules(null),
        maxrec,
        hard,
        1,
        Duration.ofSeconds(1),
        RunningService.JOB_LIMITS,
        RunningService.UPLOADS,
        null,
        List.of(),
        "s");
  }
}
