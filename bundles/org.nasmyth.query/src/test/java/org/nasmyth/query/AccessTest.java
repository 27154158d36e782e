// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.access.AccessPolicy;
import org.nasmyth.api.access.AccessRequest;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;
import org.nasmyth.query.internal.AdqlQueryPipeline;

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

  @Test
  void whereAPolicyIsDemandedNoQueryRunsWithoutIt() throws Exception {
    QuerySession session = new QuerySession(new MemoryDatabase(), new AdqlQueryPipeline(1));
    AccessPolicy policy = shorterThan(5);
    CompletableFuture<Void> arrival =
        CompletableFuture.runAsync(
            () -> session.add(policy),
            CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));
    assertThat(BoundTreePrinter.print(session.bound("SELECT ra FROM dbo.raw")))
        .contains("exposure < 5");
    arrival.get(60, TimeUnit.SECONDS);
    session.remove(policy);
    assertThatThrownBy(() -> session.run("SELECT ra FROM dbo.raw"))
        .isInstanceOfSatisfying(
            QueryException.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(QueryException.Kind.UNAVAILABLE));
  }

  @Test
  void aPolicyIsPreparedOnceForEachRequest() throws Exception {
    QuerySession session = QuerySession.overAll().askedBy(new Identity("one", Set.of()));
    AtomicInteger prepared = new AtomicInteger();
    session.add(
        new AccessPolicy() {
          @Override
          public AccessPolicy prepared(AccessRequest request) {
            prepared.incrementAndGet();
            assertThat(request.caller().name()).isEqualTo("one");
            assertThat(request.catalogue().orElseThrow().tablesNamed("dbo", "raw")).hasSize(1);
            return shorterThan(9);
          }

          @Override
          public Optional<Expression> restriction(Identity caller, Source.TableSource table) {
            throw new IllegalStateException("It is asked without having been prepared.");
          }
        });
    assertThat(BoundTreePrinter.print(session.bound("SELECT a.ra FROM dbo.raw AS a, dbo.raw AS b")))
        .containsPattern("exposure < 9.*exposure < 9");
    assertThat(prepared).hasValue(1);
  }

  @Test
  void aPolicyThatCannotLookUpItsRulesRefusesQueriesOfWhatIsNotOpen() throws Exception {
    QuerySession session = QuerySession.overAll();
    session.add(
        new AccessPolicy() {
          @Override
          public boolean isOpen(Table table) {
            return table.name().schema().equals("ivoa");
          }

          @Override
          public AccessPolicy prepared(AccessRequest request) throws DatabaseException {
            throw new DatabaseException(
                DatabaseException.Kind.UNAVAILABLE, "No rules today.", null);
          }

          @Override
          public Optional<Expression> restriction(Identity caller, Source.TableSource table) {
            return Optional.empty();
          }
        });
    assertThatThrownBy(() -> session.run("SELECT ra FROM dbo.raw"))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("No rules today.");
    assertThat(BoundTreePrinter.print(session.bound("SELECT s_ra FROM ivoa.ObsCore")))
        .isEqualTo("select s0.s_ra s_ra:double from ivoa.ObsCore s0");
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
