// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.access.AccessPolicy;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;

/** What a caller may not see is taken away before anything of the query sees it. */
class AccessTest {

  @Test
  void everyUseOfATableIsRestrictedByEveryPolicy() throws Exception {
    QuerySession session = QuerySession.overAll();
    session.add(shorterThan(5));
    session.add(shorterThan(7));
    String tree =
        BoundTreePrinter.print(
            session.bound(
                "WITH w AS (SELECT dp_id FROM dbo.raw) "
                    + "SELECT a.dp_id FROM dbo.raw a, (SELECT dp_id FROM dbo.raw) b "
                    + "WHERE EXISTS (SELECT 1 FROM dbo.raw) AND a.dp_id IN (SELECT dp_id FROM raw) "
                    + "UNION SELECT dp_id FROM dbo.raw"));
    assertThat(tree.split("dbo.raw", -1)).hasSize(7);
    assertThat(tree)
        .doesNotContain("dbo.raw s")
        .containsPattern("dbo\\.raw\\[\\(s(\\d+)\\.exposure < 5 and s\\1\\.exposure < 7\\)] s\\1");
  }

  @Test
  void anOwnerSeesEverything() throws Exception {
    QuerySession session =
        QuerySession.overAll().askedBy(new Identity("astronomer", Set.of("owners")));
    session.add(shorterThan(5));
    assertThat(BoundTreePrinter.print(session.bound("SELECT ra FROM dbo.raw")))
        .isEqualTo("select s0.ra ra:double from dbo.raw s0");
  }

  @Test
  void aPolicyThatHasLeftIsWaitedForAndThenForgotten() throws Exception {
    QuerySession session = QuerySession.overAll();
    AccessPolicy policy = shorterThan(5);
    session.add(policy);
    session.remove(policy);
    assertThat(BoundTreePrinter.print(session.bound("SELECT ra FROM dbo.raw")))
        .isEqualTo("select s0.ra ra:double from dbo.raw s0");
  }

  private static AccessPolicy shorterThan(long seconds) {
    return (caller, table) ->
        caller.groups().contains("owners") ? Optional.empty() : restriction(table, seconds);
  }

  private static Optional<Expression> restriction(Source.TableSource table, long seconds) {
    return table.table().positionsOf("exposure").stream()
        .findFirst()
        .map(
            column ->
                new Expression.Comparison(
                    Expression.Comparison.Operator.LESS,
                    new Expression.ColumnValue(table.id(), column, ValueType.FLOAT),
                    new Expression.Constant(seconds, ValueType.INT)));
  }
}
