// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nasmyth.testkit.Trees.number;
import static org.nasmyth.testkit.Trees.select;
import static org.nasmyth.testkit.Trees.text;
import static org.nasmyth.testkit.Trees.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Aggregate;
import org.nasmyth.api.query.Expression.And;
import org.nasmyth.api.query.Expression.Arithmetic;
import org.nasmyth.api.query.Expression.Arithmetic.Operator;
import org.nasmyth.api.query.Expression.Between;
import org.nasmyth.api.query.Expression.Builtin;
import org.nasmyth.api.query.Expression.BuiltinCall;
import org.nasmyth.api.query.Expression.Case;
import org.nasmyth.api.query.Expression.Cast;
import org.nasmyth.api.query.Expression.Comparison;
import org.nasmyth.api.query.Expression.Concatenation;
import org.nasmyth.api.query.Expression.Constant;
import org.nasmyth.api.query.Expression.Exists;
import org.nasmyth.api.query.Expression.InList;
import org.nasmyth.api.query.Expression.InQuery;
import org.nasmyth.api.query.Expression.IsNull;
import org.nasmyth.api.query.Expression.Like;
import org.nasmyth.api.query.Expression.Negation;
import org.nasmyth.api.query.Expression.Not;
import org.nasmyth.api.query.Expression.Or;
import org.nasmyth.api.query.Expression.ScalarQuery;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;

/**
 * How expressions, conditions and queries of the bound tree mean the same in every database. Extend
 * it and say how an archive is opened; a test that fails tells where the database departs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ExpressionContract {

  private static final Expression NULL = number((Long) null);

  private TestArchive<?> archive;
  private Table stars;

  /** Opens an empty archive, which the contract closes. */
  protected abstract TestArchive<?> open() throws Exception;

  private static Constant number(@Nullable Long value) {
    return new Constant(value, ValueType.LONG);
  }

  @BeforeAll
  void load() throws Exception {
    archive = open();
    stars =
        archive.load(
            Trees.table(
                "cat",
                "stars",
                Trees.column("id", ValueType.LONG),
                Trees.column("name", ValueType.STRING),
                Trees.column("mag", ValueType.DOUBLE),
                Trees.column("seen", ValueType.TIMESTAMP)),
            List.of(
                Arrays.asList(1L, "Rigel", 0.13, "2020-01-01T00:00:00Z"),
                Arrays.asList(2L, "rigil", -0.27, "2020-01-02 10:11:12.5"),
                Arrays.asList(3L, null, null, null),
                Arrays.asList(4L, "50%", 5.0, "2021-06-30T23:59:59.123456")));
  }

  @AfterAll
  void close() throws Exception {
    if (archive != null) {
      archive.close();
    }
  }

  private Expression column(int position) {
    return Trees.column(1, stars, position);
  }

  private @Nullable Object value(Expression expression) throws DatabaseException {
    return archive.value(expression);
  }

  private Expression whole(Operator operator, long left, long right) {
    return new Arithmetic(operator, Trees.number(left), Trees.number(right), ValueType.LONG);
  }

  private Expression real(Operator operator, double left, double right) {
    return new Arithmetic(operator, Trees.number(left), Trees.number(right), ValueType.DOUBLE);
  }

  @Test
  void integersDivideTowardsZero() throws DatabaseException {
    assertThat(value(whole(Operator.DIVIDE, 7, 2))).isEqualTo(3L);
    assertThat(value(whole(Operator.DIVIDE, -7, 2))).isEqualTo(-3L);
    assertThat(value(real(Operator.DIVIDE, 7, 2))).isEqualTo(3.5);
  }

  @Test
  void divisionByZeroIsNull() throws DatabaseException {
    assertThat(value(whole(Operator.DIVIDE, 7, 0))).isNull();
    assertThat(value(real(Operator.DIVIDE, 7, 0))).isNull();
    assertThat(value(call(Builtin.MOD, ValueType.LONG, number(7L), number(0L)))).isNull();
  }

  @Test
  void chainsKeepTheirOrder() throws DatabaseException {
    Expression chain =
        new Arithmetic(
            Operator.SUBTRACT, whole(Operator.SUBTRACT, 10, 3), number(2L), ValueType.LONG);
    assertThat(value(chain)).isEqualTo(5L);
    Expression nested =
        new Arithmetic(
            Operator.SUBTRACT, number(10L), whole(Operator.SUBTRACT, 3, 2), ValueType.LONG);
    assertThat(value(nested)).isEqualTo(9L);
    assertThat(value(new Negation(nested))).isEqualTo(-9L);
    Expression mixed =
        new Arithmetic(
            Operator.MULTIPLY, whole(Operator.DIVIDE, 7, 2), Trees.number(2.0), ValueType.DOUBLE);
    assertThat(value(mixed)).isEqualTo(6.0);
  }

  @Test
  void longChainsRunAndTooLongOnesAreRefused() throws DatabaseException {
    assertThat(value(sum(2000))).isEqualTo(2000L);
    assertThatThrownBy(() -> value(sum(20_000)))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.UNSUPPORTED));
  }

  private Expression sum(int terms) {
    Expression sum = number(1L);
    for (int i = 1; i < terms; i++) {
      sum = new Arithmetic(Operator.ADD, sum, number(1L), ValueType.LONG);
    }
    return sum;
  }

  @Test
  void overflowIsTold() {
    assertThatThrownBy(() -> value(whole(Operator.MULTIPLY, Long.MAX_VALUE, 2)))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(DatabaseException.Kind.BAD_VALUE);
              assertThat(e).hasMessageContaining("too large");
            });
  }

  private Expression call(Builtin function, ValueType type, Expression... arguments) {
    return new BuiltinCall(function, List.of(arguments), type);
  }

  @ParameterizedTest
  @CsvSource({
    "CEILING, 1.2, 2",
    "DEGREES, 3.141592653589793, 180",
    "EXP, 1, 2.718281828459045",
    "FLOOR, -1.2, -2",
    "LOG, 2.718281828459045, 1",
    "LOG10, 1000, 3",
    "RADIANS, 180, " + "3.141592653589793",
    "ROUND, 2.5, 3",
    "SQRT, 9, 3",
    "TRUNCATE, -2.7, -2",
    "ACOS, 1, 0",
    "ASIN, 1, 1.5707963267948966",
    "ATAN, 1, 0.7853981633974483",
    "COS, 0, 1",
    "COT, 0.7853981633974483, 1",
    "SIN, 0, 0",
    "TAN, 0, 0",
    "ABS, -2.5, 2.5"
  })
  void functionsOfOneNumber(Builtin function, double argument, double expected)
      throws DatabaseException {
    Object result = value(call(function, ValueType.DOUBLE, Trees.number(argument)));
    assertThat((Double) result).isCloseTo(expected, within(1e-12));
  }

  @Test
  void functionsOfSeveralArguments() throws DatabaseException {
    assertThat(value(call(Builtin.PI, ValueType.DOUBLE))).isEqualTo(Math.PI);
    assertThat(value(call(Builtin.POWER, ValueType.DOUBLE, number(2L), number(10L))))
        .isEqualTo(1024.0);
    assertThat(value(call(Builtin.ATAN2, ValueType.DOUBLE, number(1L), number(0L))))
        .isEqualTo(Math.PI / 2);
    Expression fraction = Trees.number(12.3456);
    assertThat(value(call(Builtin.ROUND, ValueType.DOUBLE, fraction, number(2L)))).isEqualTo(12.35);
    assertThat(value(call(Builtin.TRUNCATE, ValueType.DOUBLE, fraction, number(2L))))
        .isEqualTo(12.34);
    assertThat(value(call(Builtin.MOD, ValueType.LONG, number(-7L), number(3L)))).isEqualTo(-1L);
    assertThat(value(call(Builtin.MOD, ValueType.DOUBLE, Trees.number(5.5), number(2L))))
        .isEqualTo(1.5);
    assertThat(value(call(Builtin.COALESCE, ValueType.LONG, NULL, number(3L)))).isEqualTo(3L);
    assertThat(value(call(Builtin.NULLIF, ValueType.LONG, number(3L), number(3L)))).isNull();
    assertThat(value(call(Builtin.LOWER, ValueType.STRING, text("ÀbC")))).isEqualTo("àbc");
    assertThat(value(call(Builtin.UPPER, ValueType.STRING, text("àbC")))).isEqualTo("ÀBC");
    assertThat((Double) value(call(Builtin.RAND, ValueType.DOUBLE))).isBetween(0.0, 1.0);
    assertThat(value(call(Builtin.ABS, ValueType.INT, intConstant(-3)))).isEqualTo(3);
  }

  private Expression intConstant(long value) {
    return new Constant(value, ValueType.INT);
  }

  @ParameterizedTest
  @EnumSource(Builtin.class)
  void everyBuiltinOfNullIsNull(Builtin function) throws DatabaseException {
    ValueType type =
        function == Builtin.LOWER || function == Builtin.UPPER
            ? ValueType.STRING
            : ValueType.DOUBLE;
    Expression nothing = new Constant(null, type);
    switch (function) {
      case PI, RAND -> assertThat(value(call(function, type))).isNotNull();
      case ATAN2, MOD, POWER -> {
        assertThat(value(call(function, type, nothing, nothing))).isNull();
        assertThat(value(call(function, type, nothing, Trees.number(0.25)))).isNull();
        assertThat(value(call(function, type, Trees.number(0.25), nothing))).isNull();
      }
      case COALESCE, NULLIF -> assertThat(value(call(function, type, nothing, nothing))).isNull();
      default -> assertThat(value(call(function, type, nothing))).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SQRT, -1",
    "LOG, 0",
    "LOG, -1",
    "LOG10, 0",
    "ACOS, 1.0000000000000002",
    "ACOS, -2",
    "ASIN, 2",
    "EXP, 709.8",
    "COT, 0",
    "DEGREES, 1e308",
    "SIN, Infinity"
  })
  void functionsOutsideTheirDomainAreNull(Builtin function, double argument)
      throws DatabaseException {
    assertThat(value(call(function, ValueType.DOUBLE, Trees.number(argument)))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "POWER, 0, -1",
    "POWER, -8, 0.5",
    "POWER, 10, 400",
    "POWER, -10, 401",
    "MOD, 5.5, 0",
    "MOD, 0, 0"
  })
  void functionsOfTwoNumbersOutsideTheirDomainAreNull(Builtin function, double a, double b)
      throws DatabaseException {
    assertThat(value(call(function, ValueType.DOUBLE, Trees.number(a), Trees.number(b)))).isNull();
  }

  @Test
  void whatIsTooSmallForANumberIsZero() throws DatabaseException {
    assertThat(value(call(Builtin.EXP, ValueType.DOUBLE, Trees.number(-1000)))).isEqualTo(0.0);
    Expression power = call(Builtin.POWER, ValueType.DOUBLE, Trees.number(2), Trees.number(-2000));
    assertThat(value(power)).isEqualTo(0.0);
  }

  @Test
  void theRemainderOfFractionsIsWhatTheQuotientCutOffLeaves() throws DatabaseException {
    Expression remainder = call(Builtin.MOD, ValueType.DOUBLE, Trees.number(1), Trees.number(0.1));
    assertThat(value(remainder)).isEqualTo(1 - Math.floor(1 / 0.1) * 0.1);
  }

  @Test
  void sharpSHasTwoCapitals() throws DatabaseException {
    assertThat(value(call(Builtin.UPPER, ValueType.STRING, text("straße")))).isEqualTo("STRASSE");
  }

  @Test
  void texts() throws DatabaseException {
    assertThat(value(new Concatenation(List.of(text("a"), text("'; DROP"), text("c")))))
        .isEqualTo("a'; DROPc");
    assertThat(value(new Concatenation(List.of(text("a"), text(null))))).isNull();
  }

  @Test
  void casts() throws DatabaseException {
    assertThat(value(new Cast(text("12"), ValueType.INT))).isEqualTo(12);
    assertThat(value(new Cast(Trees.number(2.5), ValueType.LONG))).isEqualTo(2L);
    assertThat(value(new Cast(number(5L), ValueType.STRING))).isEqualTo("5");
    assertThat(value(new Cast(text("abcdef"), new ValueType(Datatype.CHAR, "3", null))))
        .isEqualTo("abc");
    assertThat(value(new Cast(text("2020-01-01 10:00:00"), ValueType.TIMESTAMP)))
        .isEqualTo("2020-01-01T10:00:00Z");
    Expression instant = new Constant("2020-01-01T10:00:00.5Z", ValueType.TIMESTAMP);
    assertThat(value(new Cast(instant, ValueType.STRING))).isEqualTo("2020-01-01T10:00:00.500Z");
    assertThat(value(new Cast(text(" 2.7 "), ValueType.INT))).isEqualTo(3);
    assertThat(value(new Cast(text("1e3"), ValueType.LONG))).isEqualTo(1000L);
    assertThat(value(new Cast(Trees.number(1.0), ValueType.STRING))).isEqualTo("1.0");
    assertThat(value(new Cast(Trees.number(1e15), ValueType.STRING)))
        .isEqualTo("1000000000000000.0");
    assertThat(value(new Cast(Trees.number(1e22), ValueType.STRING))).isEqualTo("1e+22");
    assertThat(value(new Cast(Trees.number(0.00001), ValueType.STRING))).isEqualTo("1e-05");
    assertThat(value(new Cast(single(16777216), ValueType.STRING))).isEqualTo("16777216.0");
    assertThat(value(new Cast(truth(true), ValueType.DOUBLE))).isEqualTo(1.0);
    assertThat(value(new Cast(truth(true), ValueType.STRING))).isEqualTo("true");
    assertThatThrownBy(() -> value(new Cast(text("twelve"), ValueType.INT)))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("'twelve' is no value of type INTEGER.");
  }

  @Test
  void casesTakeTheFirstTrueBranch() throws DatabaseException {
    Expression choice =
        new Case(
            List.of(
                new Case.Branch(truth(null), text("unknown")),
                new Case.Branch(truth(true), text("first")),
                new Case.Branch(truth(true), text("second"))),
            text("none"),
            ValueType.STRING);
    assertThat(value(choice)).isEqualTo("first");
    Expression none =
        new Case(List.of(new Case.Branch(truth(false), text("no"))), null, ValueType.STRING);
    assertThat(value(none)).isNull();
  }

  @Test
  void logicHasThreeValues() throws DatabaseException {
    assertThat(value(new And(List.of(truth(true), truth(null))))).isNull();
    assertThat(value(new And(List.of(truth(false), truth(null))))).isEqualTo(false);
    assertThat(value(new Or(List.of(truth(true), truth(null))))).isEqualTo(true);
    assertThat(value(new Or(List.of(truth(false), truth(null))))).isNull();
    assertThat(value(new Not(truth(null)))).isNull();
    assertThat(value(new IsNull(NULL, false))).isEqualTo(true);
    assertThat(value(new IsNull(NULL, true))).isEqualTo(false);
  }

  @ParameterizedTest
  @CsvSource({
    "EQUAL, false",
    "NOT_EQUAL, true",
    "LESS, true",
    "LESS_OR_EQUAL, true",
    "GREATER, false",
    "GREATER_OR_EQUAL, false"
  })
  void comparisons(Comparison.Operator operator, boolean expected) throws DatabaseException {
    assertThat(value(new Comparison(operator, number(1L), number(2L)))).isEqualTo(expected);
    assertThat(value(new Comparison(operator, number(1L), Trees.number(1.5)))).isEqualTo(expected);
    assertThat(value(new Comparison(operator, text("a"), text("b")))).isEqualTo(expected);
    assertThat(value(new Comparison(operator, number(1L), NULL))).isNull();
  }

  private static Expression single(double value) {
    return new Cast(Trees.number(value), ValueType.FLOAT);
  }

  @Test
  void singlePrecisionIsComparedWithoutLoss() throws DatabaseException {
    Expression beside = new Constant(16777217L, ValueType.INT);
    assertThat(value(new Comparison(Comparison.Operator.EQUAL, single(16777216), beside)))
        .isEqualTo(false);
  }

  @Test
  void rangesCompareWithEachLimitInItsOwnType() throws DatabaseException {
    Expression one = new Constant(1L, ValueType.INT);
    Expression half = Trees.number(0.6);
    assertThat(value(new Between(one, half, Trees.number(1.4), false))).isEqualTo(true);
    assertThat(value(new Between(new Constant(0L, ValueType.INT), half, one, false)))
        .isEqualTo(false);
    assertThat(value(new Between(one, one, number(Long.MAX_VALUE), false))).isEqualTo(true);
    assertThat(value(new Between(text("b"), text("a"), text("c"), false))).isEqualTo(true);
    assertThat(value(new Between(text("B"), text("a"), text("c"), true))).isEqualTo(true);
  }

  @Test
  void ranges() throws DatabaseException {
    assertThat(value(new Between(number(2L), number(2L), number(3L), false))).isEqualTo(true);
    assertThat(value(new Between(number(2L), number(2L), number(3L), true))).isEqualTo(false);
    assertThat(value(new Between(NULL, number(2L), number(3L), false))).isNull();
  }

  @Test
  void digitsBeyondTheMicrosecondAreRounded() throws DatabaseException {
    Expression written = new Constant("2020-01-01T10:11:12.1234567", ValueType.TIMESTAMP);
    assertThat(value(written)).isEqualTo("2020-01-01T10:11:12.123457Z");
  }

  @Test
  void timestampsCompareWithText() throws DatabaseException {
    Expression after =
        new Comparison(
            Comparison.Operator.GREATER,
            column(3),
            new Constant("2020-01-01T12:00:00", ValueType.TIMESTAMP));
    assertThat(archive.where(stars, after)).containsExactly(2L, 4L);
    Expression day =
        new Between(
            column(3),
            new Constant("2020-01-01", ValueType.TIMESTAMP),
            new Constant("2020-01-02", ValueType.TIMESTAMP),
            false);
    assertThat(archive.where(stars, day)).containsExactly(1L);
  }

  @Test
  void timestampsComeInOneForm() throws DatabaseException {
    Source source = new Source.TableSource(1, stars, null);
    assertThat(
            archive.run(
                new Query(
                    List.of(),
                    select(source, null, column(3)),
                    List.of(new Query.Ordering(new Query.SortKey.Computed(column(0)), false)),
                    OptionalLong.empty(),
                    0)))
        .extracting(row -> row.get(0))
        .containsExactly(
            "2020-01-01T00:00:00Z",
            "2020-01-02T10:11:12.500Z",
            null,
            "2021-06-30T23:59:59.123456Z");
  }

  @Test
  void patterns() throws DatabaseException {
    assertThat(archive.where(stars, like("Rig%", false, null))).containsExactly(1L);
    assertThat(archive.where(stars, like("rig_l", true, null))).containsExactly(1L, 2L);
    assertThat(archive.where(stars, like("%!%", false, '!'))).containsExactly(4L);
    Expression folded = call(Builtin.UPPER, ValueType.STRING, text("rigel"));
    assertThat(archive.where(stars, new Like(column(1), folded, true, null, false)))
        .containsExactly(1L);
    Expression not = new Like(column(1), text("Rig%"), false, null, true);
    assertThat(archive.where(stars, not)).containsExactly(2L, 4L);
  }

  private Expression like(String pattern, boolean ignoreCase, @Nullable Character escape) {
    return new Like(column(1), text(pattern), ignoreCase, escape, false);
  }

  @Test
  void lists() throws DatabaseException {
    assertThat(archive.where(stars, in(false, number(1L), number(3L)))).containsExactly(1L, 3L);
    assertThat(archive.where(stars, in(true, number(1L), number(3L)))).containsExactly(2L, 4L);
    assertThat(archive.where(stars, in(true, number(1L), NULL))).isEmpty();
  }

  private Expression in(boolean negated, Expression... members) {
    return new InList(column(0), List.of(members), negated);
  }

  @Test
  void listsOfHundredThousand() throws DatabaseException {
    List<Expression> members = new ArrayList<>();
    LongStream.range(2, 100_002).forEach(i -> members.add(number(i)));
    assertThat(archive.where(stars, new InList(column(0), members, false)))
        .containsExactly(2L, 3L, 4L);
    assertThat(archive.where(stars, new InList(column(0), members, true))).containsExactly(1L);
    members.set(0, NULL);
    assertThat(archive.where(stars, new InList(column(0), members, true))).isEmpty();
    List<Expression> names = new ArrayList<>();
    IntStream.range(0, 1000).forEach(i -> names.add(text("name" + i)));
    names.add(text("Rigel"));
    assertThat(archive.where(stars, new InList(column(1), names, false))).containsExactly(1L);
    List<Expression> fractions = new ArrayList<>();
    IntStream.range(0, 100).forEach(i -> fractions.add(Trees.number(i / 2.0)));
    assertThat(archive.where(stars, new InList(column(0), fractions, false)))
        .containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void conjunctionsOfTenThousand() throws DatabaseException {
    List<Expression> operands = new ArrayList<>();
    LongStream.range(10, 10_010)
        .forEach(
            i ->
                operands.add(
                    new Comparison(Comparison.Operator.NOT_EQUAL, column(0), number(i % 50 + 10))));
    assertThat(archive.where(stars, new And(operands))).hasSize(4);
  }

  @Test
  void subQueries() throws DatabaseException {
    Source inner = new Source.TableSource(2, stars, null);
    Expression innerId = Trees.column(2, stars, 0);
    Expression correlated = new Comparison(Comparison.Operator.LESS, innerId, column(0));
    Query smaller = Query.of(select(inner, correlated, innerId));
    assertThat(archive.where(stars, new Exists(smaller))).containsExactly(2L, 3L, 4L);
    Expression bright =
        new Comparison(Comparison.Operator.LESS, Trees.column(2, stars, 2), Trees.number(1.0));
    Query brightIds = Query.of(select(inner, bright, innerId));
    assertThat(archive.where(stars, new InQuery(column(0), brightIds, false)))
        .containsExactly(1L, 2L);
    assertThat(archive.where(stars, new InQuery(column(0), brightIds, true)))
        .containsExactly(3L, 4L);
    Expression most = new Aggregate(Aggregate.Function.MAX, innerId, false, ValueType.LONG);
    Expression scalar = new ScalarQuery(Query.of(select(inner, null, most)), ValueType.LONG);
    assertThat(archive.where(stars, new Comparison(Comparison.Operator.EQUAL, column(0), scalar)))
        .containsExactly(4L);
    Expression many = new ScalarQuery(Query.of(select(inner, null, innerId)), ValueType.LONG);
    assertThatThrownBy(() -> value(many))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("more than one row");
  }

  @Test
  void aggregates() throws DatabaseException {
    Source source = new Source.TableSource(1, stars, null);
    List<Object> row =
        archive
            .run(
                Query.of(
                    select(
                        source,
                        null,
                        new Aggregate(Aggregate.Function.COUNT, null, false, ValueType.LONG),
                        new Aggregate(Aggregate.Function.COUNT, column(2), false, ValueType.LONG),
                        new Aggregate(Aggregate.Function.SUM, column(0), false, ValueType.LONG),
                        new Aggregate(Aggregate.Function.AVG, column(0), false, ValueType.DOUBLE),
                        new Aggregate(Aggregate.Function.MIN, column(2), false, ValueType.DOUBLE),
                        new Aggregate(Aggregate.Function.MAX, column(1), false, ValueType.STRING),
                        new Aggregate(
                            Aggregate.Function.COUNT,
                            new BuiltinCall(
                                Builtin.MOD, List.of(column(0), number(2L)), ValueType.LONG),
                            true,
                            ValueType.LONG))))
            .get(0);
    assertThat(row).containsExactly(4L, 3L, 10L, 2.5, -0.27, "rigil", 2L);
  }

  @Test
  void groupsByExpressionsWithConstants() throws DatabaseException {
    Expression key = new BuiltinCall(Builtin.MOD, List.of(column(0), number(2L)), ValueType.LONG);
    Expression count = new Aggregate(Aggregate.Function.COUNT, null, false, ValueType.LONG);
    QueryBody.Select plain = select(new Source.TableSource(1, stars, null), null, key, count);
    QueryBody body =
        new QueryBody.Select(
            false,
            plain.outputs(),
            plain.from(),
            null,
            List.of(key),
            new Comparison(Comparison.Operator.GREATER, count, number(1L)));
    Query query =
        new Query(
            List.of(),
            body,
            List.of(new Query.Ordering(new Query.SortKey.OutputColumn(0), true)),
            OptionalLong.empty(),
            0);
    assertThat(archive.run(query)).containsExactly(List.of(1L, 2L), List.of(0L, 2L));
  }

  @Test
  void nullsSortLastUpwardsAndFirstDownwards() throws DatabaseException {
    assertThat(sorted(false, OptionalLong.empty(), 0)).containsExactly(2L, 1L, 4L, 3L);
    assertThat(sorted(true, OptionalLong.empty(), 0)).containsExactly(3L, 4L, 1L, 2L);
    assertThat(sorted(false, OptionalLong.of(2), 1)).containsExactly(1L, 4L);
  }

  private List<Object> sorted(boolean descending, OptionalLong limit, long offset)
      throws DatabaseException {
    Query query =
        new Query(
            List.of(),
            select(new Source.TableSource(1, stars, null), null, column(0)),
            List.of(new Query.Ordering(new Query.SortKey.Computed(column(2)), descending)),
            limit,
            offset);
    return archive.run(query).stream().map(row -> row.get(0)).toList();
  }

  @Test
  void setOperations() throws DatabaseException {
    Query left = Query.of(select(null, null, number(1L)));
    Query right = Query.of(select(null, null, number(2L)));
    Query both = union(left, right, false);
    assertThat(archive.run(union(both, left, false))).hasSize(2);
    assertThat(archive.run(union(both, left, true))).hasSize(3);
    assertThat(archive.run(operation(QueryBody.SetOperation.Operator.EXCEPT, both, left)))
        .containsExactly(List.of(2L));
    assertThat(archive.run(operation(QueryBody.SetOperation.Operator.INTERSECT, both, left)))
        .containsExactly(List.of(1L));
  }

  private Query union(Query left, Query right, boolean all) {
    return Query.of(
        new QueryBody.SetOperation(
            QueryBody.SetOperation.Operator.UNION, all, left, right, left.fields()));
  }

  private Query operation(QueryBody.SetOperation.Operator operator, Query left, Query right) {
    return Query.of(new QueryBody.SetOperation(operator, false, left, right, left.fields()));
  }

  @Test
  void commonTablesAndDerivedTables() throws DatabaseException {
    Query inner =
        Query.of(select(new Source.TableSource(1, stars, null), null, column(0), column(1)));
    Query.CommonTable common = new Query.CommonTable(7, inner);
    Source first = new Source.CommonSource(2, 7, inner.fields());
    Source second = new Source.DerivedSource(3, inner);
    Expression left = new Expression.ColumnValue(2, 0, ValueType.LONG);
    Expression right = new Expression.ColumnValue(3, 0, ValueType.LONG);
    Source join =
        new Source.Join(
            Source.Join.Kind.LEFT,
            first,
            second,
            new And(
                List.of(
                    new Comparison(Comparison.Operator.EQUAL, left, right),
                    new Comparison(Comparison.Operator.LESS, left, number(3L)))));
    Query query =
        new Query(
            List.of(common),
            select(join, null, left, right),
            List.of(new Query.Ordering(new Query.SortKey.OutputColumn(0), false)),
            OptionalLong.empty(),
            0);
    assertThat(archive.run(query))
        .containsExactly(
            List.of(1L, 1L), List.of(2L, 2L), Arrays.asList(3L, null), Arrays.asList(4L, null));
  }

  @Test
  void distinctRowsAndRowLimits() throws DatabaseException {
    QueryBody.Select plain =
        select(new Source.TableSource(1, stars, null), null, Trees.number(1.5));
    QueryBody distinct =
        new QueryBody.Select(true, plain.outputs(), plain.from(), null, List.of(), null);
    assertThat(archive.run(Query.of(distinct))).hasSize(1);
    assertThat(archive.run(Query.of(plain), 3)).hasSize(3);
    assertThat(archive.run(Query.of(plain), 0)).isEmpty();
  }

  @Test
  void restrictedRowsDoNotExist() throws DatabaseException {
    Expression visible = new Comparison(Comparison.Operator.LESS, column(0), number(3L));
    Source source = new Source.TableSource(1, stars, visible);
    assertThat(archive.run(Query.of(select(source, null, column(0))))).hasSize(2);
    Expression failing =
        new Comparison(
            Comparison.Operator.NOT_EQUAL,
            new Cast(
                new Case(
                    List.of(
                        new Case.Branch(
                            new Comparison(Comparison.Operator.GREATER, column(0), number(3L)),
                            column(1))),
                    text("1"),
                    ValueType.STRING),
                ValueType.INT),
            number(7L));
    assertThat(archive.run(Query.of(select(source, failing, column(0))))).hasSize(2);
  }
}
