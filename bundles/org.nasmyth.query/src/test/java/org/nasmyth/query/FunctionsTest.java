// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Query;

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
  void aFunctionOfLiteralsIsComputedBeforeTheDatabaseSeesIt() throws Exception {
    QuerySession session = QuerySession.overAll();
    session.add(
        new QuerySession.TestFunction(
            FunctionSignature.of(
                "here", ValueType.POINT, Parameter.constant("name", ValueType.STRING)),
            new FunctionBody.OfLiterals(
                arguments -> {
                  if (!arguments.get(0).equals("pole")) {
                    throw new IllegalArgumentException("no place is called " + arguments.get(0));
                  }
                  return new double[] {0, 90};
                })));

    Query query =
        session.bound("SELECT dp_id FROM dbo.raw WHERE DISTANCE(HERE('pole'), POINT(ra, dec)) < 1");

    assertThat(query.toString()).contains("90.0").doesNotContain("FunctionCall");
    assertThat(resultType(session, "here(NULL)")).isEqualTo(ValueType.POINT);
    assertRefused(
        session,
        "SELECT here('equator') FROM dbo.raw",
        "line 1, column 8: here: no place is called equator.");
    assertRefused(
        session,
        "SELECT here(dp_id) FROM dbo.raw",
        "line 1, column 13: argument name of here has to be the same for all rows: write a literal,"
            + " not column dp_id.");
  }

  @Test
  void aCallGetsTheOverloadThatItsArgumentsFit() throws Exception {
    QuerySession session = QuerySession.overAll();
    Parameter order = new Parameter("hpxorder", ValueType.INT);
    session.add(
        QuerySession.function(
            "cell",
            ValueType.LONG,
            order,
            new Parameter("long", ValueType.DOUBLE),
            new Parameter("lat", ValueType.DOUBLE)));
    session.add(
        QuerySession.function(
            "cell", ValueType.INT, order, new Parameter("geo", ValueType.REGION)));
    session.add(
        QuerySession.function(
            "cell", ValueType.SHORT, order, new Parameter("geo", ValueType.POINT)));
    assertThat(resultType(session, "cell(3, ra, dec)")).isEqualTo(ValueType.LONG);
    assertThat(resultType(session, "cell(3, s_region)")).isEqualTo(ValueType.INT);
    assertThat(resultType(session, "cell(3, POINT(ra, dec))")).isEqualTo(ValueType.SHORT);
    assertRefused(
        session,
        "SELECT cell(ra) FROM dbo.raw",
        "line 1, column 8: function cell takes 2 or 3 arguments, not 1: cell(hpxorder INTEGER, geo"
            + " POINT) -> SMALLINT; cell(hpxorder INTEGER, geo REGION) -> INTEGER; cell(hpxorder"
            + " INTEGER, long DOUBLE, lat DOUBLE) -> BIGINT.");
    assertRefused(
        session,
        "SELECT cell(3, ra) FROM dbo.raw",
        "argument geo of cell cannot be column ra, which is a number");
  }

  @Test
  void noCallMissesAnOverloadWhileFunctionsAreExchanged() throws Exception {
    QuerySession session = QuerySession.overAll();
    List<AdqlFunction> plugin = exchangeable();
    plugin.forEach(session::add);
    CountDownLatch atWork = new CountDownLatch(3);
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService clients = Executors.newFixedThreadPool(3);
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        answers.add(clients.submit(() -> questions(session, atWork, stop)));
      }
      assertThat(atWork.await(60, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 100; i++) {
        plugin.forEach(session::remove);
        plugin = exchangeable();
        plugin.forEach(session::add);
      }
      stop.set(true);
      for (Future<Integer> answer : answers) {
        assertThat(answer.get(60, TimeUnit.SECONDS)).isPositive();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private static List<AdqlFunction> exchangeable() {
    return List.of(
        QuerySession.function("piece", ValueType.INT, new Parameter("geo", ValueType.REGION)),
        QuerySession.function("other_piece", ValueType.INT, new Parameter("x", ValueType.DOUBLE)),
        QuerySession.function("piece", ValueType.SHORT, new Parameter("geo", ValueType.POINT)),
        QuerySession.function("piece", ValueType.LONG, new Parameter("x", ValueType.DOUBLE)));
  }

  private static int questions(QuerySession session, CountDownLatch atWork, AtomicBoolean stop)
      throws QueryException {
    int count = 0;
    while (!stop.get()) {
      List<Field> fields =
          session
              .pipeline()
              .check(
                  "SELECT piece(ra), other_piece(ra), piece(POINT(ra, dec)), piece(s_region)"
                      + " FROM dbo.raw",
                  Identity.ANONYMOUS,
                  session.database(),
                  new QueryRequest.ServiceRules(null));
      assertThat(fields)
          .extracting(Field::type)
          .containsExactly(ValueType.LONG, ValueType.INT, ValueType.SHORT, ValueType.INT);
      if (++count == 1) {
        atWork.countDown();
      }
    }
    return count;
  }

  @Test
  void anAggregateIsOneInQueriesToo() throws Exception {
    QuerySession session = QuerySession.overAll();
    session.add(
        new QuerySession.TestFunction(
            FunctionSignature.aggregate(
                "joined",
                ValueType.STRING,
                new Parameter("value", ValueType.STRING),
                Parameter.constant("between", ValueType.STRING)),
            FunctionBody.java(arguments -> null)));
    assertThat(
            session.bound(
                "SELECT instrument, joined(dp_id, ',') FROM dbo.raw GROUP BY instrument HAVING"
                    + " joined(dp_id, ',') <> 'a' ORDER BY joined(dp_id, ';')"))
        .isNotNull();
    assertRefused(
        session,
        "SELECT instrument, joined(dp_id, ',') FROM dbo.raw",
        "column instrument is neither in GROUP BY nor inside an aggregate");
    assertRefused(
        session,
        "SELECT ra FROM dbo.raw WHERE joined(dp_id, ',') = 'a'",
        "the aggregate joined cannot be used in WHERE");
    assertRefused(session, "SELECT MAX(joined(dp_id, ',')) FROM dbo.raw", "stands inside another");
    assertRefused(
        session,
        "SELECT joined(dp_id, instrument) FROM dbo.raw",
        "argument between of joined has to be the same for all rows: write a literal, not column"
            + " instrument.");
  }

  /** A function that knows which literals make sense. */
  private record Choosy(FunctionSignature signature) implements AdqlFunction {
    @Override
    public String description() {
      return "Likes even numbers.";
    }

    @Override
    public void check(List<@Nullable Object> literals) {
      if (literals.get(0) instanceof Long number && number % 2 != 0) {
        throw new IllegalArgumentException(number + " is odd");
      }
    }

    @Override
    public FunctionBody body() {
      return FunctionBody.java(arguments -> null);
    }
  }

  @Test
  void aFunctionRefusesLiteralsBeforeTheQueryRuns() throws Exception {
    QuerySession session = QuerySession.overAll();
    session.add(
        new Choosy(
            FunctionSignature.of(
                "choosy", ValueType.INT, new Parameter("number", ValueType.LONG))));
    assertThat(session.bound("SELECT choosy(2) FROM dbo.raw")).isNotNull();
    assertRefused(session, "SELECT choosy(2 + 1) FROM dbo.raw", "choosy: 3 is odd.");
  }

  private static ValueType resultType(QuerySession session, String call) throws Exception {
    return session.bound("SELECT " + call + " FROM dbo.raw").fields().get(0).type();
  }

  /** A function that measures an area. */
  private record AreaFunction(FunctionSignature signature, FunctionBody body)
      implements AdqlFunction {
    @Override
    public String description() {
      return "An area.";
    }

    @Override
    public String unit() {
      return "deg**2";
    }
  }

  @Test
  void theAreaOfWhatAFunctionHasMeasuredIsThatMeasure() throws Exception {
    QuerySession session = QuerySession.overAll();
    session.add(
        new AreaFunction(
            FunctionSignature.of(
                "common_part", ValueType.DOUBLE, new Parameter("region", ValueType.REGION)),
            FunctionBody.java(arguments -> 1.0)));
    assertThat(session.bound("SELECT AREA(common_part(s_region)) AS a FROM dbo.raw"))
        .isEqualTo(session.bound("SELECT common_part(s_region) AS a FROM dbo.raw"));
    assertThat(session.bound("SELECT common_part(s_region) AS a FROM dbo.raw").fields().get(0))
        .extracting(Field::unit)
        .isEqualTo("deg**2");
    assertRefused(
        session, "SELECT AREA(to_flux(ra)) FROM dbo.raw", "argument 1 of AREA must be a geometry");
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
