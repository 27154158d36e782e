// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.metadata.ValueType;

/** Which functions and features queries can use. */
class FunctionsTest {

  @Test
  void aFunctionIsThereFromItsRegistrationToItsDeparture() throws Exception {
    QuerySession session = QuerySession.overAll();
    AdqlFunction answer = QuerySession.function("answer", ValueType.INT);
    String query = "SELECT ANSWER() FROM dbo.raw";
    assertThatThrownBy(() -> session.run(query)).hasMessageContaining("unknown function 'ANSWER'");
    session.add(answer);
    assertThat(session.run(query)).startsWith("answer\n");
    assertThat(session.pipeline().functions(session.database())).contains(answer);
    session.remove(answer);
    assertThat(session.pipeline().functions(session.database())).doesNotContain(answer);
  }

  @Test
  void aFunctionThatTheDatabaseCannotRunIsNotThere() {
    QuerySession session = QuerySession.overAll();
    AdqlFunction foreign =
        new QuerySession.TestFunction(
            FunctionSignature.of("foreign_one", ValueType.INT),
            new FunctionBody.SqlTemplates(Map.of("postgresql", "1")));
    session.add(foreign);
    assertThat(session.pipeline().functions(session.database())).doesNotContain(foreign);
    assertThatThrownBy(() -> session.run("SELECT foreign_one() FROM dbo.raw"))
        .hasMessageContaining("unknown function 'foreign_one'");
  }

  @Test
  void whatTheDatabaseCannotDoIsRefusedByName() {
    QuerySession session =
        new QuerySession(
            new MemoryDatabase()
                .offering(
                    new AdqlFeatures(
                        Set.of(
                            AdqlFeatures.Geometry.CONTAINS,
                            AdqlFeatures.Geometry.POINT,
                            AdqlFeatures.Geometry.CIRCLE),
                        Set.of())));
    assertRefused(session, "SELECT LOWER(dp_id) FROM dbo.raw", "does not offer LOWER");
    assertRefused(session, "SELECT ra FROM dbo.raw WHERE dp_id ILIKE 'a'", "does not offer ILIKE");
    assertRefused(session, "SELECT CAST(ra AS INTEGER) FROM dbo.raw", "does not offer CAST");
    assertRefused(session, "SELECT ra FROM dbo.raw OFFSET 3", "does not offer OFFSET");
    assertRefused(
        session, "SELECT ra FROM dbo.raw UNION SELECT ra FROM dbo.raw", "does not offer UNION");
    assertRefused(
        session, "WITH a AS (SELECT ra FROM dbo.raw) SELECT ra FROM a", "does not offer WITH");
    assertRefused(
        session, "SELECT AREA(s_region) FROM dbo.raw", "does not offer the function AREA");
    assertRefused(
        session,
        "SELECT ra FROM dbo.raw WHERE INTERSECTS(s_region, CIRCLE(1, 2, 3)) = 1",
        "does not offer the function INTERSECTS");
  }

  private static void assertRefused(QuerySession session, String query, String message) {
    assertThatThrownBy(() -> session.run(query))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining(message);
  }
}
