// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sources of a statement")
class ScopesTest {

  private final Scopes<String> scopes = new Scopes<>();

  private String subQuery() {
    scopes.declare(2, "inner");
    return scopes.get(2) + " of " + scopes.get(1);
  }

  @Test
  @DisplayName("are those of a part that lie around it, however often it is written")
  void parts() {
    scopes.declare(1, "outer");
    for (int i = 0; i < 2; i++) {
      Scopes.Part part = scopes.part(this::subQuery);
      assertThat(part.sql()).isEqualTo("inner of outer");
      assertThat(part.sources()).containsExactly(1);
    }
    Scopes.Part around = scopes.part(() -> scopes.part(this::subQuery).sql());
    assertThat(around.sources()).containsExactly(1);
    assertThat(scopes.part(() -> "1").sources()).isEmpty();
  }

  @Test
  @DisplayName("keep an aggregate of what is around where it stands, and no other")
  void aggregates() {
    scopes.declare(1, "outer");
    scopes.beginSelect(List.of(1));
    scopes.declare(2, "inner");
    scopes.beginSelect(List.of(2));
    assertThat(scopes.keeping(scopes.part(() -> scopes.get(1))))
        .isEqualTo(" FILTER (WHERE t2 IS NULL OR TRUE)");
    assertThat(scopes.keeping(scopes.part(() -> scopes.get(2)))).isEmpty();
    assertThat(scopes.keeping(scopes.part(() -> scopes.get(1) + scopes.get(2)))).isEmpty();
    assertThat(scopes.keeping(scopes.part(() -> "1"))).isEmpty();
    scopes.endSelect();
    assertThat(scopes.keeping(scopes.part(() -> scopes.get(1)))).isEmpty();
  }
}
