// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.query.QueryRequest.ServiceRules;
import org.nasmyth.query.check.CheckedQuery;

/** What is told about a query that is checked and not run. */
class CheckedQueryTest {

  @Test
  void theGrammarAloneNeedsNoCatalogue() {
    assertThat(CheckedQuery.parse("SELECT a FROM not_there.at_all").json())
        .isEqualTo("{\"verdict\":\"valid\"}");
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() {
    assertThat(CheckedQuery.parse("SELECT a\nFRM b").json())
        .startsWith(
            "{\"verdict\":\"invalid\",\"position\":{\"line\":2,\"column\":1},\"message\":\"line 2,");
  }

  @Test
  void aBoundQueryTellsItsColumnsAndRunsNothing() throws Exception {
    QuerySession session = QuerySession.overAll();
    CheckedQuery checked =
        CheckedQuery.of(check(session, "SELECT s_ra AS \"a \"\"b\\\" FROM ivoa.ObsCore"));
    assertThat(checked.json())
        .isEqualTo(
            "{\"verdict\":\"valid\",\"columns\":[{\"name\":\"a \\\"b\\\\\",\"datatype\":\"double\","
                + "\"unit\":\"deg\",\"ucd\":\"pos.eq.ra\"}]}");
    assertThat(session.database().queryCount()).isZero();
  }

  @Test
  void aQueryThatCannotBeBoundTellsWhere() {
    QuerySession session = QuerySession.overAll();
    QueryException refusal =
        catchThrowableOfType(
            QueryException.class, () -> check(session, "SELECT s_raa FROM ivoa.ObsCore"));
    assertThat(CheckedQuery.of(refusal))
        .isEqualTo(
            new CheckedQuery(
                false,
                new QueryException.Position(1, 8),
                "line 1, column 8: unknown column 's_raa' in ivoa.ObsCore. Did you mean s_ra?",
                null));
  }

  private static List<Field> check(QuerySession session, String adql) throws QueryException {
    return session
        .pipeline()
        .check(adql, Identity.ANONYMOUS, session.database(), new ServiceRules(null));
  }
}
