// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.AdqlDialect;
import org.nasmyth.adql.AdqlSyntaxException;
import org.nasmyth.adql.Extension;
import org.nasmyth.adql.grammar.AdqlGrammar.AggregateContext;
import org.nasmyth.adql.grammar.AdqlGrammar.BetweenContext;
import org.nasmyth.adql.grammar.AdqlGrammar.CaseContext;
import org.nasmyth.adql.grammar.AdqlGrammar.CastContext;
import org.nasmyth.adql.grammar.AdqlGrammar.CastTargetContext;
import org.nasmyth.adql.grammar.AdqlGrammar.ComparisonContext;
import org.nasmyth.adql.grammar.AdqlGrammar.ConditionContext;
import org.nasmyth.adql.grammar.AdqlGrammar.ConjunctionContext;
import org.nasmyth.adql.grammar.AdqlGrammar.FactorContext;
import org.nasmyth.adql.grammar.AdqlGrammar.IdentifierContext;
import org.nasmyth.adql.grammar.AdqlGrammar.InContext;
import org.nasmyth.adql.grammar.AdqlGrammar.NameContext;
import org.nasmyth.adql.grammar.AdqlGrammar.NegationContext;
import org.nasmyth.adql.grammar.AdqlGrammar.PredicateContext;
import org.nasmyth.adql.grammar.AdqlGrammar.PrimaryContext;
import org.nasmyth.adql.grammar.AdqlGrammar.ProductContext;
import org.nasmyth.adql.grammar.AdqlGrammar.ValueContext;
import org.nasmyth.adql.grammar.AdqlLexer;
import org.nasmyth.adql.tree.Aggregate;
import org.nasmyth.adql.tree.Arithmetic;
import org.nasmyth.adql.tree.ArithmeticStep;
import org.nasmyth.adql.tree.Between;
import org.nasmyth.adql.tree.Case;
import org.nasmyth.adql.tree.CaseBranch;
import org.nasmyth.adql.tree.Cast;
import org.nasmyth.adql.tree.CastTarget;
import org.nasmyth.adql.tree.ColumnReference;
import org.nasmyth.adql.tree.Comparison;
import org.nasmyth.adql.tree.Concatenation;
import org.nasmyth.adql.tree.Condition;
import org.nasmyth.adql.tree.Conjunction;
import org.nasmyth.adql.tree.Disjunction;
import org.nasmyth.adql.tree.Exists;
import org.nasmyth.adql.tree.Identifier;
import org.nasmyth.adql.tree.InList;
import org.nasmyth.adql.tree.InQuery;
import org.nasmyth.adql.tree.Like;
import org.nasmyth.adql.tree.Negation;
import org.nasmyth.adql.tree.NullLiteral;
import org.nasmyth.adql.tree.NullTest;
import org.nasmyth.adql.tree.NumericLiteral;
import org.nasmyth.adql.tree.Signed;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.adql.tree.StringLiteral;
import org.nasmyth.adql.tree.TableName;
import org.nasmyth.adql.tree.UserFunctionCall;
import org.nasmyth.adql.tree.ValueExpression;

/**
 * Makes the syntax tree of conditions and values from their parse tree. The grammar lets a
 * parenthesis hold either, so that it need not look ahead; here they are told apart.
 */
final class ValueBuilder {

  private final QueryText query;
  private final Tokens tokens;
  private final AdqlDialect dialect;
  private final TreeBuilder builder;
  private final FunctionBuilder functions;

  ValueBuilder(QueryText query, Tokens tokens, AdqlDialect dialect, TreeBuilder builder) {
    this.query = query;
    this.tokens = tokens;
    this.dialect = dialect;
    this.builder = builder;
    this.functions = new FunctionBuilder(query, dialect, this);
  }

  Condition condition(ConditionContext context) throws AdqlSyntaxException {
    List<Condition> operands = new ArrayList<>();
    for (ConjunctionContext operand : context.conjunction()) {
      operands.add(conjunction(operand));
    }
    return operands.size() == 1 ? operands.get(0) : new Disjunction(operands, span(context));
  }

  private Condition conjunction(ConjunctionContext context) throws AdqlSyntaxException {
    List<Condition> operands = new ArrayList<>();
    for (NegationContext operand : context.negation()) {
      operands.add(negation(operand));
    }
    return operands.size() == 1 ? operands.get(0) : new Conjunction(operands, span(context));
  }

  private Condition negation(NegationContext context) throws AdqlSyntaxException {
    Condition predicate = predicate(context.predicate());
    return context.NOT() == null ? predicate : new Negation(predicate, span(context));
  }

  private Condition predicate(PredicateContext context) throws AdqlSyntaxException {
    Span span = span(context);
    if (context.subquery() != null) {
      return new Exists(builder.subquery(context.subquery()), span);
    }
    boolean negated = context.NOT() != null;
    if (context.comparison() != null) {
      ComparisonContext comparison = context.comparison();
      return new Comparison(
          value(context.value()), operator(comparison.start), value(comparison.value()), span);
    }
    if (context.nullTest() != null) {
      ValueExpression operand = value(context.value());
      checkNullTest(operand);
      return new NullTest(operand, context.nullTest().NOT() != null, span);
    }
    if (context.between() != null) {
      BetweenContext between = context.between();
      return new Between(
          value(context.value()), negated, value(between.value(0)), value(between.value(1)), span);
    }
    if (context.in() != null) {
      InContext in = context.in();
      ValueExpression operand = value(context.value());
      return in.subquery() == null
          ? new InList(operand, negated, values(in.value()), span)
          : new InQuery(operand, negated, builder.subquery(in.subquery()), span);
    }
    if (context.like() != null) {
      boolean caseInsensitive = context.like().ILIKE() != null;
      return new Like(
          notNull(context.value()),
          negated,
          caseInsensitive,
          notNull(context.like().value()),
          span);
    }
    return parenthesised(context.value());
  }

  private static Comparison.Operator operator(Token token) {
    return switch (token.getType()) {
      case AdqlLexer.EQUAL -> Comparison.Operator.EQUAL;
      case AdqlLexer.NOT_EQUAL -> Comparison.Operator.NOT_EQUAL;
      case AdqlLexer.LESS -> Comparison.Operator.LESS;
      case AdqlLexer.GREATER -> Comparison.Operator.GREATER;
      case AdqlLexer.LESS_OR_EQUAL -> Comparison.Operator.LESS_OR_EQUAL;
      default -> Comparison.Operator.GREATER_OR_EQUAL;
    };
  }

  private void checkNullTest(ValueExpression operand) throws AdqlSyntaxException {
    if (!(operand instanceof ColumnReference) && !dialect.accepts(Extension.NULL_TEST_OF_VALUES)) {
      throw query.error(
          operand.span(), "IS NULL tests a column in ADQL, not any other value", null);
    }
  }

  /**
   * A condition in parentheses, which is all that a value without a predicate behind it can be
   * here.
   */
  private Condition parenthesised(ValueContext context) throws AdqlSyntaxException {
    PrimaryContext primary = lonePrimary(context);
    if (primary != null && primary.condition() != null) {
      return condition(primary.condition());
    }
    Span span = span(context);
    String problem = "a condition is expected, and " + query.shown(span) + " is a value";
    String suggestion =
        primary != null && isTruthFunction(primary.start)
            ? "compare it with 1 or 0, as in " + primary.start.getText() + "(...) = 1"
            : "compare it with another value";
    throw query.error(span, problem, "a condition", suggestion);
  }

  private static boolean isTruthFunction(Token token) {
    String name = token.getText();
    return token.getType() == AdqlLexer.STANDARD_FUNCTION
        && (name.equalsIgnoreCase("CONTAINS") || name.equalsIgnoreCase("INTERSECTS"));
  }

  List<ValueExpression> values(List<ValueContext> contexts) throws AdqlSyntaxException {
    List<ValueExpression> values = new ArrayList<>(contexts.size());
    for (ValueContext context : contexts) {
      values.add(value(context));
    }
    return values;
  }

  /** A value, which may be NULL. */
  ValueExpression value(ValueContext context) throws AdqlSyntaxException {
    PrimaryContext primary = lonePrimary(context);
    return primary != null && primary.NULL() != null
        ? new NullLiteral(span(primary))
        : notNull(context);
  }

  /** A value that may not be the word NULL by itself; in parentheses it may. */
  ValueExpression notNull(ValueContext context) throws AdqlSyntaxException {
    if (context.getChildCount() == 1) {
      return product(context.product(0));
    }
    boolean strings = type(context.getChild(1)) == AdqlLexer.CONCATENATE;
    return strings ? concatenation(context) : sum(context);
  }

  private ValueExpression sum(ValueContext context) throws AdqlSyntaxException {
    List<ParseTree> children = context.children;
    ValueExpression first = product((ProductContext) children.get(0));
    List<ArithmeticStep> rest = new ArrayList<>(children.size() / 2);
    for (int i = 1; i < children.size(); i += 2) {
      Token operator = token(children.get(i));
      if (operator.getType() == AdqlLexer.CONCATENATE) {
        throw mixed(operator);
      }
      ValueExpression operand = product((ProductContext) children.get(i + 1));
      rest.add(step(operator, operand));
    }
    return new Arithmetic(first, rest, span(context));
  }

  private ValueExpression concatenation(ValueContext context) throws AdqlSyntaxException {
    List<ParseTree> children = context.children;
    List<ValueExpression> operands = new ArrayList<>(children.size() / 2 + 1);
    for (int i = 0; i < children.size(); i++) {
      if (i % 2 == 1) {
        Token operator = token(children.get(i));
        if (operator.getType() != AdqlLexer.CONCATENATE) {
          throw mixed(operator);
        }
        continue;
      }
      ProductContext operand = (ProductContext) children.get(i);
      if (operand.getChildCount() > 1) {
        throw mixed(token(operand.getChild(1)));
      }
      if (operand.factor(0).getChildCount() > 1) {
        throw mixed(operand.start);
      }
      operands.add(product(operand));
    }
    return new Concatenation(operands, span(context));
  }

  private AdqlSyntaxException mixed(Token operator) {
    return query.error(
        query.span(operator),
        "arithmetic and || do not mix without parentheses",
        "put parentheses around the arithmetic");
  }

  private ArithmeticStep step(Token operator, ValueExpression operand) {
    ArithmeticStep.Operator meaning =
        switch (operator.getType()) {
          case AdqlLexer.PLUS -> ArithmeticStep.Operator.PLUS;
          case AdqlLexer.MINUS -> ArithmeticStep.Operator.MINUS;
          case AdqlLexer.ASTERISK -> ArithmeticStep.Operator.TIMES;
          default -> ArithmeticStep.Operator.DIVIDED_BY;
        };
    return new ArithmeticStep(meaning, operand, query.span(operator).to(operand.span()));
  }

  private ValueExpression product(ProductContext context) throws AdqlSyntaxException {
    List<ParseTree> children = context.children;
    ValueExpression first = factor((FactorContext) children.get(0));
    if (children.size() == 1) {
      return first;
    }
    List<ArithmeticStep> rest = new ArrayList<>(children.size() / 2);
    for (int i = 1; i < children.size(); i += 2) {
      ValueExpression operand = factor((FactorContext) children.get(i + 1));
      rest.add(step(token(children.get(i)), operand));
    }
    return new Arithmetic(first, rest, span(context));
  }

  private ValueExpression factor(FactorContext context) throws AdqlSyntaxException {
    ValueExpression primary = primary(context.primary());
    if (context.getChildCount() == 1) {
      return primary;
    }
    return new Signed(context.MINUS() != null, primary, span(context));
  }

  private ValueExpression primary(PrimaryContext context) throws AdqlSyntaxException {
    Span span = span(context);
    Token first = context.start;
    switch (first.getType()) {
      case AdqlLexer.UNSIGNED_INTEGER, AdqlLexer.NUMBER -> {
        return new NumericLiteral(first.getText(), span);
      }
      case AdqlLexer.STRING -> {
        String text = first.getText();
        return new StringLiteral(text.substring(1, text.length() - 1).replace("''", "'"), span);
      }
      case AdqlLexer.NULL ->
          throw query.error(
              span,
              "NULL cannot stand here",
              "a value that is not NULL",
              "test a column with IS NULL");
      case AdqlLexer.LPAREN -> {
        return inParentheses(context.condition());
      }
      default -> {
        if (context.name() != null) {
          return name(context.name());
        }
        if (context.aggregate() != null) {
          return aggregate(context.aggregate());
        }
        if (context.standardFunction() != null) {
          return functions.call(context.standardFunction());
        }
        return context.cast() != null ? cast(context.cast()) : caseOf(context.case_());
      }
    }
  }

  private ValueExpression inParentheses(ConditionContext context) throws AdqlSyntaxException {
    ValueContext value = loneValue(context);
    if (value == null) {
      throw query.error(
          span(context),
          "a value is expected, and " + query.shown(span(context)) + " is a condition",
          "a value",
          "ADQL does not use conditions as values");
    }
    return value(value);
  }

  private ValueExpression name(NameContext context) throws AdqlSyntaxException {
    checkNoAsterisk(context);
    List<Identifier> parts = parts(context);
    if (context.arguments() != null) {
      Identifier function = parts.get(0);
      if (parts.size() > 1 || function.delimited()) {
        throw query.error(
            span(context),
            "the name of a function has no schema and no double quotes",
            "write only its own name before the parenthesis");
      }
      return new UserFunctionCall(function, values(context.arguments().value()), span(context));
    }
    if (parts.size() > 4) {
      throw query.error(
          span(context),
          "a column's name has at most four parts: catalogue, schema, table and column",
          "write a name that itself has a period in double quotes");
    }
    return new ColumnReference(parts, span(context));
  }

  private List<Identifier> parts(NameContext context) {
    return context.identifier().stream().map(builder::identifier).toList();
  }

  private void checkNoAsterisk(NameContext context) throws AdqlSyntaxException {
    if (!context.ASTERISK().isEmpty()) {
      throw query.error(
          span(context),
          query.shown(span(context)) + " is not a value",
          "a value",
          "all columns of a table can only be an item of a select list, and nothing follows the *");
    }
  }

  /** The table of {@code table.*}; empty if the value is anything else. */
  Optional<TableName> tableColumns(ValueContext context) throws AdqlSyntaxException {
    PrimaryContext primary = lonePrimary(context);
    if (primary == null || primary.name() == null) {
      return Optional.empty();
    }
    NameContext name = primary.name();
    boolean last = name.getChild(name.getChildCount() - 1) == name.ASTERISK(0);
    if (name.ASTERISK().size() != 1 || !last || name.identifier().size() > 3) {
      return Optional.empty();
    }
    List<IdentifierContext> parts = name.identifier();
    Span span = query.span(name.start, parts.get(parts.size() - 1).stop);
    return Optional.of(new TableName(parts(name), span));
  }

  private Aggregate aggregate(AggregateContext context) throws AdqlSyntaxException {
    Aggregate.Function function =
        Aggregate.Function.valueOf(context.start.getText().toUpperCase(Locale.ROOT));
    if (context.ASTERISK() == null) {
      return new Aggregate(
          function,
          builder.quantifier(context.setQuantifier()),
          Optional.of(value(context.value())),
          span(context));
    }
    if (function != Aggregate.Function.COUNT) {
      throw query.error(
          query.span(context.ASTERISK().getSymbol()),
          "only COUNT takes *",
          "a value",
          "write the column that " + function + " is to work on");
    }
    return new Aggregate(function, Optional.empty(), Optional.empty(), span(context));
  }

  private Cast cast(CastContext context) throws AdqlSyntaxException {
    return new Cast(value(context.value()), castTarget(context.castTarget()), span(context));
  }

  private CastTarget castTarget(CastTargetContext context) throws AdqlSyntaxException {
    CastTarget.Type type =
        context.DOUBLE() != null
            ? CastTarget.Type.DOUBLE_PRECISION
            : CastTarget.Type.valueOf(context.start.getText().toUpperCase(Locale.ROOT));
    TerminalNode length = context.UNSIGNED_INTEGER();
    return new CastTarget(
        type, length == null ? OptionalInt.empty() : OptionalInt.of(length(length)), span(context));
  }

  private int length(TerminalNode number) throws AdqlSyntaxException {
    String digits = number.getText();
    int length = digits.length() > 9 ? 0 : Integer.parseInt(digits);
    if (length < 1) {
      throw query.error(
          query.span(number.getSymbol()),
          "the length of a string is a number from 1 to 999999999",
          null);
    }
    return length;
  }

  private Case caseOf(CaseContext context) throws AdqlSyntaxException {
    if (!dialect.accepts(Extension.CASE)) {
      throw query.error(
          query.span(context.start), "CASE is no part of ADQL that this service accepts", null);
    }
    List<ValueContext> contexts = context.value();
    int index = 0;
    boolean simple = tokens.type(context.start.getTokenIndex() + 1) != AdqlLexer.WHEN;
    Optional<ValueExpression> operand =
        simple ? Optional.of(value(contexts.get(index++))) : Optional.empty();
    List<CaseBranch> branches = new ArrayList<>();
    List<ConditionContext> conditions = context.condition();
    List<TerminalNode> whens = context.WHEN();
    for (int i = 0; i < conditions.size(); i++) {
      ValueExpression result = value(contexts.get(index++));
      Span span = query.span(whens.get(i).getSymbol()).to(result.span());
      branches.add(
          simple
              ? new CaseBranch.Equal(inParentheses(conditions.get(i)), result, span)
              : new CaseBranch.When(condition(conditions.get(i)), result, span));
    }
    Optional<ValueExpression> otherwise =
        context.ELSE() == null ? Optional.empty() : Optional.of(value(contexts.get(index)));
    return new Case(operand, branches, otherwise, span(context));
  }

  /** The value that a condition consists of alone; null if it is more than a value. */
  private static @Nullable ValueContext loneValue(ConditionContext condition) {
    if (condition.getChildCount() != 1) {
      return null;
    }
    ConjunctionContext conjunction = condition.conjunction(0);
    if (conjunction.getChildCount() != 1) {
      return null;
    }
    NegationContext negation = conjunction.negation(0);
    return negation.getChildCount() != 1 || negation.predicate().getChildCount() != 1
        ? null
        : negation.predicate().value();
  }

  /** The primary that a value consists of alone; null if it has operators or a sign. */
  private static @Nullable PrimaryContext lonePrimary(ValueContext value) {
    if (value.getChildCount() != 1) {
      return null;
    }
    ProductContext product = value.product(0);
    if (product.getChildCount() != 1) {
      return null;
    }
    FactorContext factor = product.factor(0);
    return factor.getChildCount() != 1 ? null : factor.primary();
  }

  private static int type(ParseTree terminal) {
    return token(terminal).getType();
  }

  private static Token token(ParseTree terminal) {
    return ((TerminalNode) terminal).getSymbol();
  }

  private Span span(ParserRuleContext context) {
    return query.span(context.start, context.stop);
  }
}
