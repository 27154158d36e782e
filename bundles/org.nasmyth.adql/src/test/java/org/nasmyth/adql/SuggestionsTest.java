// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Did you mean. */
class SuggestionsTest {

  private static final List<String> COLUMNS =
      List.of(
          "s_ra",
          "s_dec",
          "s_region",
          "s_resolution",
          "dp_id",
          "obs_collection",
          "dataproduct_type");

  @ParameterizedTest
  @CsvSource({
    "s_rgeion, s_region",
    "S_REGIN, s_region",
    "dataproducttype, dataproduct_type",
    "obs_colection, obs_collection",
    "s_dek, s_dec",
  })
  void theNearestWordIsFound(String written, String meant) {
    assertThat(Suggestions.nearest(written, COLUMNS)).contains(meant);
  }

  @Test
  void nothingIsSuggestedForAWordThatIsFarFromAll() {
    assertThat(Suggestions.nearest("exposure_time", COLUMNS)).isEmpty();
    assertThat(Suggestions.nearest("x", List.of("y"))).isEmpty();
    assertThat(Suggestions.nearest("a".repeat(1_000_000), COLUMNS)).isEmpty();
  }

  @Test
  void severalAreOrderedByDistanceAndThenByName() {
    assertThat(Suggestions.nearest("band", List.of("bund", "bind", "band1", "hand"), 3))
        .containsExactly("band1", "bind", "bund");
  }

  @Property
  void theOrderOfTheCandidatesDoesNotMatter(
      @ForAll @AlphaChars @StringLength(max = 8) String word,
      @ForAll List<@AlphaChars @StringLength(max = 8) String> candidates) {
    List<String> found = Suggestions.nearest(word, candidates, 5);
    List<String> reversed = new ArrayList<>(candidates);
    Collections.reverse(reversed);

    assertThat(Suggestions.nearest(word, reversed, 5)).isEqualTo(found);
  }
}
