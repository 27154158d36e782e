// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;
import org.nasmyth.adql.tree.Aggregate;
import org.nasmyth.adql.tree.AllColumns;
import org.nasmyth.adql.tree.Arithmetic;
import org.nasmyth.adql.tree.ArithmeticStep;
import org.nasmyth.adql.tree.Between;
import org.nasmyth.adql.tree.Case;
import org.nasmyth.adql.tree.CaseBranch;
import org.nasmyth.adql.tree.Cast;
import org.nasmyth.adql.tree.CastTarget;
import org.nasmyth.adql.tree.ColumnReference;
import org.nasmyth.adql.tree.CommonTable;
import org.nasmyth.adql.tree.Comparison;
import org.nasmyth.adql.tree.Concatenation;
import org.nasmyth.adql.tree.Condition;
import org.nasmyth.adql.tree.Conjunction;
import org.nasmyth.adql.tree.DerivedColumn;
import org.nasmyth.adql.tree.DerivedTable;
import org.nasmyth.adql.tree.Disjunction;
import org.nasmyth.adql.tree.Exists;
import org.nasmyth.adql.tree.FunctionCall;
import org.nasmyth.adql.tree.Identifier;
import org.nasmyth.adql.tree.InList;
import org.nasmyth.adql.tree.InQuery;
import org.nasmyth.adql.tree.JoinSpecification;
import org.nasmyth.adql.tree.JoinStep;
import org.nasmyth.adql.tree.JoinType;
import org.nasmyth.adql.tree.JoinedTable;
import org.nasmyth.adql.tree.Like;
import org.nasmyth.adql.tree.NamedTable;
import org.nasmyth.adql.tree.Negation;
import org.nasmyth.adql.tree.Node;
import org.nasmyth.adql.tree.NullLiteral;
import org.nasmyth.adql.tree.NullTest;
import org.nasmyth.adql.tree.NumericLiteral;
import org.nasmyth.adql.tree.OrderKey;
import org.nasmyth.adql.tree.OrderTerm;
import org.nasmyth.adql.tree.Ordinal;
import org.nasmyth.adql.tree.Query;
import org.nasmyth.adql.tree.QueryBody;
import org.nasmyth.adql.tree.RowLimit;
import org.nasmyth.adql.tree.Select;
import org.nasmyth.adql.tree.SelectItem;
import org.nasmyth.adql.tree.SetOperation;
import org.nasmyth.adql.tree.SetOperator;
import org.nasmyth.adql.tree.SetQuantifier;
import org.nasmyth.adql.tree.SetStep;
import org.nasmyth.adql.tree.Signed;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.adql.tree.StandardFunction;
import org.nasmyth.adql.tree.Statement;
import org.nasmyth.adql.tree.StringLiteral;
import org.nasmyth.adql.tree.TableColumns;
import org.nasmyth.adql.tree.TableName;
import org.nasmyth.adql.tree.TableReference;
import org.nasmyth.adql.tree.UserFunctionCall;
import org.nasmyth.adql.tree.ValueExpression;

/** Random syntax trees of everything that the extended dialect has, equal for equal seeds. */
final class Trees {

  private static final List<String> NAMES =
      List.of("ra", "dec", "t", "Level_1", "obscore", "x", "limit", "s_region", "a1");
  private static final List<String> ODD_NAMES =
      List.of(
          "size",
          "two words",
          "Say \"hi\"",
          "\u00e9toile",
          "SELECT",
          "_x",
          "a.b",
          "line\nbreak",
          "'",
          "--",
          "\uD83D\uDD2D");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "12",
          "007",
          "1.",
          ".5",
          "2.50",
          "1e5",
          "2.5E-3",
          ".1e+2",
          "9999999999999999999");
  private static final List<String> STRINGS =
      List.of("", "ICRS", "it's", "''", "NGC%", "a\nb", "-- no comment", "\u00b5", "\"q\"");

  private final Random random;

  Trees(long seed) {
    this.random = new Random(seed);
  }

  /**
   * The tree as text with all spans left out, so that trees of different origin can be compared.
   */
  static String withoutSpans(Node node) {
    return node.toString().replaceAll("Span\\[start=\\d+, end=\\d+, line=\\d+, column=\\d+]", "-");
  }

  Statement statement() {
    return new Statement(
        some(0, 2, () -> new CommonTable(identifier(), query(2), Span.NONE)), query(3), Span.NONE);
  }

  private <T> List<T> some(int minimum, int maximum, Supplier<? extends T> one) {
    List<T> list = new ArrayList<>();
    for (int i = minimum + random.nextInt(maximum - minimum + 1); i > 0; i--) {
      list.add(one.get());
    }
    return list;
  }

  private <T> Optional<T> maybe(Supplier<? extends T> one) {
    return random.nextInt(3) == 0 ? Optional.of(one.get()) : Optional.empty();
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <E extends Enum<E>> E one(E[] values) {
    return values[random.nextInt(values.length)];
  }

  private Identifier identifier() {
    boolean odd = random.nextInt(5) == 0;
    return new Identifier(odd ? one(ODD_NAMES) : one(NAMES), odd, Span.NONE);
  }

  private Query query(int depth) {
    boolean nested = depth > 1 && random.nextInt(12) == 0;
    List<OrderTerm> order = some(nested ? 1 : 0, 2, () -> orderTerm(depth - 1));
    Optional<RowLimit> offset = maybe(() -> new RowLimit(random.nextInt(100), Span.NONE));
    return new Query(nested ? ordered(depth - 1) : body(depth), order, offset, Span.NONE);
  }

  private Query ordered(int depth) {
    return new Query(body(depth), some(1, 2, () -> orderTerm(depth)), Optional.empty(), Span.NONE);
  }

  private OrderTerm orderTerm(int depth) {
    OrderKey key = random.nextBoolean() ? new Ordinal(random.nextInt(9), Span.NONE) : value(depth);
    return new OrderTerm(key, one(OrderTerm.Direction.values()), Span.NONE);
  }

  private QueryBody body(int depth) {
    if (depth <= 1 || random.nextInt(4) > 0) {
      return select(depth);
    }
    boolean intersect = random.nextBoolean();
    List<SetStep> rest =
        some(
            1,
            2,
            () -> {
              SetOperator union = random.nextBoolean() ? SetOperator.UNION : SetOperator.EXCEPT;
              SetOperator operator = intersect ? SetOperator.INTERSECT : union;
              return new SetStep(operator, random.nextBoolean(), operand(depth - 1), Span.NONE);
            });
    return new SetOperation(operand(depth - 1), rest, Span.NONE);
  }

  private QueryBody operand(int depth) {
    return random.nextInt(5) == 0 ? ordered(depth) : body(depth);
  }

  private Select select(int depth) {
    return new Select(
        maybe(() -> one(SetQuantifier.values())),
        maybe(() -> new RowLimit(random.nextInt(100), Span.NONE)),
        some(1, 3, () -> item(depth - 1)),
        some(1, 2, () -> table(depth - 1)),
        maybe(() -> condition(depth)),
        random.nextInt(4) == 0 ? some(1, 2, () -> value(depth - 1)) : List.of(),
        maybe(() -> condition(depth - 1)),
        Span.NONE);
  }

  private SelectItem item(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> new AllColumns(Span.NONE);
      case 1 -> new TableColumns(tableName(), Span.NONE);
      default -> new DerivedColumn(value(depth), maybe(this::identifier), Span.NONE);
    };
  }

  private TableName tableName() {
    return new TableName(some(1, 3, this::identifier), Span.NONE);
  }

  private TableReference table(int depth) {
    return switch (depth <= 0 ? 2 : random.nextInt(5)) {
      case 0 -> new JoinedTable(table(depth - 1), some(1, 2, () -> joinStep(depth - 1)), Span.NONE);
      case 1 -> new DerivedTable(query(depth - 1), identifier(), Span.NONE);
      default -> new NamedTable(tableName(), maybe(this::identifier), Span.NONE);
    };
  }

  private JoinStep joinStep(int depth) {
    JoinSpecification specification =
        switch (random.nextInt(3)) {
          case 0 -> new JoinSpecification.Natural();
          case 1 -> new JoinSpecification.Using(some(1, 2, this::identifier));
          default -> new JoinSpecification.On(condition(depth));
        };
    return new JoinStep(one(JoinType.values()), table(depth - 1), specification, Span.NONE);
  }

  private Condition condition(int depth) {
    boolean not = random.nextBoolean();
    int kind = depth <= 0 ? 3 + random.nextInt(5) : random.nextInt(10);
    return switch (kind) {
      case 0 -> new Disjunction(some(2, 3, () -> condition(depth - 1)), Span.NONE);
      case 1 -> new Conjunction(some(2, 3, () -> condition(depth - 1)), Span.NONE);
      case 2 -> new Negation(condition(depth - 1), Span.NONE);
      case 3 -> new Between(value(depth - 1), not, value(depth - 1), value(depth - 1), Span.NONE);
      case 4 -> new InList(value(depth - 1), not, some(1, 3, () -> value(depth - 1)), Span.NONE);
      case 5 -> new Like(value(depth - 1), not, random.nextBoolean(), value(depth - 1), Span.NONE);
      case 6 -> new NullTest(value(depth - 1), not, Span.NONE);
      case 8 -> new InQuery(value(depth - 1), not, query(depth - 1), Span.NONE);
      case 9 -> new Exists(query(depth - 1), Span.NONE);
      default ->
          new Comparison(
              value(depth - 1), one(Comparison.Operator.values()), value(depth - 1), Span.NONE);
    };
  }

  private ValueExpression value(int depth) {
    return switch (depth <= 0 ? random.nextInt(5) : random.nextInt(14)) {
      case 0 -> new NullLiteral(Span.NONE);
      case 1 -> new NumericLiteral(one(NUMBERS), Span.NONE);
      case 2 -> string();
      case 3, 4 -> column();
      case 5 -> new Signed(random.nextBoolean(), value(depth - 1), Span.NONE);
      case 6, 7 -> arithmetic(depth);
      case 8 -> new Concatenation(some(2, 3, () -> value(depth - 1)), Span.NONE);
      case 9 -> aggregate(depth);
      case 10 -> new UserFunctionCall(function(), some(0, 3, () -> value(depth - 1)), Span.NONE);
      case 11 -> cast(depth);
      case 12 -> caseOf(depth);
      default -> call(depth);
    };
  }

  private StringLiteral string() {
    return new StringLiteral(one(STRINGS), Span.NONE);
  }

  private ColumnReference column() {
    return new ColumnReference(some(1, 4, this::identifier), Span.NONE);
  }

  private Identifier function() {
    return new Identifier(one(List.of("ivo_hasword", "GETDATE", "f")), false, Span.NONE);
  }

  private ValueExpression arithmetic(int depth) {
    boolean additive = random.nextBoolean();
    List<ArithmeticStep.Operator> operators =
        additive
            ? List.of(ArithmeticStep.Operator.PLUS, ArithmeticStep.Operator.MINUS)
            : List.of(ArithmeticStep.Operator.TIMES, ArithmeticStep.Operator.DIVIDED_BY);
    return new Arithmetic(
        value(depth - 1),
        some(1, 3, () -> new ArithmeticStep(one(operators), value(depth - 1), Span.NONE)),
        Span.NONE);
  }

  private ValueExpression aggregate(int depth) {
    return random.nextInt(4) == 0
        ? new Aggregate(Aggregate.Function.COUNT, Optional.empty(), Optional.empty(), Span.NONE)
        : new Aggregate(
            one(Aggregate.Function.values()),
            maybe(() -> one(SetQuantifier.values())),
            Optional.of(value(depth - 1)),
            Span.NONE);
  }

  private ValueExpression cast(int depth) {
    CastTarget.Type type = one(CastTarget.Type.values());
    OptionalInt length =
        type.hasLength() && random.nextBoolean()
            ? OptionalInt.of(1 + random.nextInt(99))
            : OptionalInt.empty();
    return new Cast(value(depth - 1), new CastTarget(type, length, Span.NONE), Span.NONE);
  }

  private ValueExpression caseOf(int depth) {
    boolean simple = random.nextBoolean();
    Supplier<CaseBranch> branch =
        () ->
            simple
                ? new CaseBranch.Equal(value(depth - 1), value(depth - 1), Span.NONE)
                : new CaseBranch.When(condition(depth - 1), value(depth - 1), Span.NONE);
    return new Case(
        simple ? Optional.of(value(depth - 1)) : Optional.empty(),
        some(1, 2, branch),
        maybe(() -> value(depth - 1)),
        Span.NONE);
  }

  private ValueExpression call(int depth) {
    StandardFunction function = one(StandardFunction.values());
    Optional<StringLiteral> system =
        function.takesCoordinateSystem() ? maybe(this::string) : Optional.empty();
    return new FunctionCall(function, system, arguments(function, depth - 1), Span.NONE);
  }

  private List<ValueExpression> arguments(StandardFunction function, int depth) {
    return switch (function) {
      case POINT -> some(2, 2, () -> number(depth));
      case CIRCLE, BOX -> centred(function, depth);
      case POLYGON ->
          random.nextBoolean() ? some(3, 5, this::point) : some(6, 6, () -> number(depth));
      case DISTANCE ->
          random.nextBoolean() ? some(2, 2, this::point) : some(4, 4, () -> number(depth));
      case COORD1, COORD2 -> List.of(point());
      case REGION -> List.of(string());
      case IN_UNIT -> List.of(value(depth), string());
      case RAND -> some(0, 1, () -> new NumericLiteral("5", Span.NONE));
      case ROUND, TRUNCATE -> decimals(depth);
      case COALESCE -> some(1, 3, () -> value(depth));
      default -> some(function.minimumArguments(), function.maximumArguments(), () -> value(depth));
    };
  }

  private List<ValueExpression> centred(StandardFunction function, int depth) {
    boolean byPoint = random.nextBoolean();
    List<ValueExpression> arguments =
        byPoint ? some(1, 1, this::point) : some(2, 2, () -> number(depth));
    arguments.addAll(
        some(
            function == StandardFunction.BOX ? 2 : 1,
            function == StandardFunction.BOX ? 2 : 1,
            () -> number(depth)));
    return arguments;
  }

  private List<ValueExpression> decimals(int depth) {
    NumericLiteral two = new NumericLiteral("2", Span.NONE);
    return switch (random.nextInt(3)) {
      case 0 -> List.of(value(depth));
      case 1 -> List.of(value(depth), two);
      default -> List.of(value(depth), new Signed(true, two, Span.NONE));
    };
  }

  private ValueExpression number(int depth) {
    return depth <= 0 || random.nextBoolean()
        ? new NumericLiteral(one(NUMBERS), Span.NONE)
        : arithmetic(depth);
  }

  private ValueExpression point() {
    return random.nextBoolean()
        ? column()
        : new FunctionCall(
            StandardFunction.POINT, Optional.empty(), some(2, 2, () -> number(0)), Span.NONE);
  }
}
