// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiltersTest {
  private static final String RANGE =
      "(&(osgi.wiring.package=org.example)(version>=1.2.0)(!(version>=2.0.0)))";

  @Test
  void findsTheValueOfAnAttribute() {
    assertThat(Filters.value(RANGE, "osgi.wiring.package")).contains("org.example");
    assertThat(Filters.value(RANGE, "osgi.wiring.bundle")).isEmpty();
  }

  @Test
  void tellsARangeInWords() {
    assertThat(Filters.versionRange(RANGE)).isEqualTo(" from version 1.2.0 and below 2.0.0");
  }

  @Test
  void tellsAMinimumInWords() {
    assertThat(Filters.versionRange("(&(osgi.wiring.package=a)(version>=3))"))
        .isEqualTo(" from version 3");
  }

  @Test
  void saysNothingIfAllVersionsWillDo() {
    assertThat(Filters.versionRange("(osgi.wiring.package=a)")).isEmpty();
  }
}
