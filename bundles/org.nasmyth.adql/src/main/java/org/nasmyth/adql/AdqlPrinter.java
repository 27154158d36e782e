// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

import java.util.List;
import java.util.Optional;
import org.nasmyth.adql.tree.Aggregate;
import org.nasmyth.adql.tree.AllColumns;
import org.nasmyth.adql.tree.Arithmetic;
import org.nasmyth.adql.tree.ArithmeticStep;
import org.nasmyth.adql.tree.Between;
import org.nasmyth.adql.tree.Case;
import org.nasmyth.adql.tree.CaseBranch;
import org.nasmyth.adql.tree.Cast;
import org.nasmyth.adql.tree.ColumnReference;
import org.nasmyth.adql.tree.CommonTable;
import org.nasmyth.adql.tree.Comparison;
import org.nasmyth.adql.tree.Concatenation;
import org.nasmyth.adql.tree.Condition;
import org.nasmyth.adql.tree.ConditionVisitor;
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
import org.nasmyth.adql.tree.NullLiteral;
import org.nasmyth.adql.tree.NullTest;
import org.nasmyth.adql.tree.NumericLiteral;
import org.nasmyth.adql.tree.OrderTerm;
import org.nasmyth.adql.tree.Ordinal;
import org.nasmyth.adql.tree.Query;
import org.nasmyth.adql.tree.QueryBody;
import org.nasmyth.adql.tree.Select;
import org.nasmyth.adql.tree.SelectItem;
import org.nasmyth.adql.tree.SetOperation;
import org.nasmyth.adql.tree.SetOperator;
import org.nasmyth.adql.tree.SetStep;
import org.nasmyth.adql.tree.Signed;
import org.nasmyth.adql.tree.StandardFunction;
import org.nasmyth.adql.tree.Statement;
import org.nasmyth.adql.tree.StringLiteral;
import org.nasmyth.adql.tree.TableColumns;
import org.nasmyth.adql.tree.TableName;
import org.nasmyth.adql.tree.TableReference;
import org.nasmyth.adql.tree.UserFunctionCall;
import org.nasmyth.adql.tree.ValueExpression;
import org.nasmyth.adql.tree.ValueVisitor;

/**
 * Writes a syntax tree as ADQL in one line, with parentheses only where the tree would be another
 * without them. What {@link AdqlParser} makes of the text equals the tree but for the spans.
 *
 * <p>A printer writes one tree and is then of no more use.
 */
public final class AdqlPrinter {

  private final StringBuilder text = new StringBuilder();
  private final Values values = new Values();
  private final Conditions conditions = new Conditions();

  private AdqlPrinter() {}

  /** A statement as ADQL. */
  public static String print(Statement statement) {
    AdqlPrinter printer = new AdqlPrinter();
    printer.statement(statement);
    return printer.text.toString();
  }

  /** A value as ADQL. */
  public static String print(ValueExpression value) {
    AdqlPrinter printer = new AdqlPrinter();
    printer.value(value);
    return printer.text.toString();
  }

  /** A condition as ADQL. */
  public static String print(Condition condition) {
    AdqlPrinter printer = new AdqlPrinter();
    printer.condition(condition);
    return printer.text.toString();
  }

  private void statement(Statement statement) {
    String separator = "WITH ";
    for (CommonTable table : statement.commonTables()) {
      text.append(separator).append(table.name().toAdql()).append(" AS (");
      query(table.query());
      text.append(')');
      separator = ", ";
    }
    if (!statement.commonTables().isEmpty()) {
      text.append(' ');
    }
    query(statement.query());
  }

  private void query(Query query) {
    body(query.body(), query.body() instanceof Query);
    String separator = " ORDER BY ";
    for (OrderTerm term : query.orderBy()) {
      text.append(separator);
      orderTerm(term);
      separator = ", ";
    }
    query.offset().ifPresent(offset -> text.append(" OFFSET ").append(offset.rows()));
  }

  private void orderTerm(OrderTerm term) {
    if (term.key() instanceof Ordinal ordinal) {
      text.append(ordinal.position());
    } else if (term.key() instanceof ValueExpression key) {
      value(key, key instanceof NumericLiteral number && number.isInteger());
    }
    if (term.direction() == OrderTerm.Direction.DESC) {
      text.append(" DESC");
    }
  }

  private void body(QueryBody body, boolean parentheses) {
    if (parentheses) {
      text.append('(');
    }
    if (body instanceof Select select) {
      select(select);
    } else if (body instanceof Query query) {
      query(query);
    } else if (body instanceof SetOperation operation) {
      setOperation(operation);
    }
    if (parentheses) {
      text.append(')');
    }
  }

  private void setOperation(SetOperation operation) {
    boolean intersect = operation.rest().get(0).operator() == SetOperator.INTERSECT;
    setOperand(operation.first(), intersect);
    for (SetStep step : operation.rest()) {
      text.append(' ').append(step.operator()).append(step.all() ? " ALL " : " ");
      setOperand(step.operand(), intersect);
    }
  }

  private void setOperand(QueryBody operand, boolean ofIntersect) {
    boolean loose =
        operand instanceof SetOperation operation
            && (ofIntersect || operation.rest().get(0).operator() != SetOperator.INTERSECT);
    body(operand, operand instanceof Query || loose);
  }

  private void select(Select select) {
    text.append("SELECT ");
    select.quantifier().ifPresent(quantifier -> text.append(quantifier).append(' '));
    select.top().ifPresent(top -> text.append("TOP ").append(top.rows()).append(' '));
    String separator = "";
    for (SelectItem item : select.items()) {
      text.append(separator);
      item(item);
      separator = ", ";
    }
    separator = " FROM ";
    for (TableReference table : select.from()) {
      text.append(separator);
      table(table);
      separator = ", ";
    }
    clause(" WHERE ", select.where());
    separator = " GROUP BY ";
    for (ValueExpression term : select.groupBy()) {
      text.append(separator);
      value(term);
      separator = ", ";
    }
    clause(" HAVING ", select.having());
  }

  private void clause(String keyword, Optional<Condition> condition) {
    if (condition.isPresent()) {
      text.append(keyword);
      condition(condition.get());
    }
  }

  private void item(SelectItem item) {
    if (item instanceof AllColumns) {
      text.append('*');
    } else if (item instanceof TableColumns columns) {
      name(columns.qualifier().parts());
      text.append(".*");
    } else if (item instanceof DerivedColumn column) {
      value(column.value());
      alias(column.alias());
    }
  }

  private void alias(Optional<Identifier> alias) {
    alias.ifPresent(name -> text.append(" AS ").append(name.toAdql()));
  }

  private void name(List<Identifier> parts) {
    String separator = "";
    for (Identifier part : parts) {
      text.append(separator).append(part.toAdql());
      separator = ".";
    }
  }

  private void table(TableReference table) {
    if (table instanceof NamedTable named) {
      tableName(named.name());
      alias(named.alias());
    } else if (table instanceof DerivedTable derived) {
      text.append('(');
      query(derived.query());
      text.append(')');
      alias(Optional.of(derived.alias()));
    } else if (table instanceof JoinedTable joined) {
      joinOperand(joined.first());
      joined.rest().forEach(this::join);
    }
  }

  private void tableName(TableName name) {
    name(name.parts());
  }

  private void joinOperand(TableReference operand) {
    boolean parentheses = operand instanceof JoinedTable;
    text.append(parentheses ? "(" : "");
    table(operand);
    text.append(parentheses ? ")" : "");
  }

  private void join(JoinStep step) {
    text.append(step.specification() instanceof JoinSpecification.Natural ? " NATURAL" : "");
    text.append(step.type() == JoinType.INNER ? "" : " " + step.type()).append(" JOIN ");
    joinOperand(step.right());
    if (step.specification() instanceof JoinSpecification.On on) {
      text.append(" ON ");
      condition(on.condition());
    } else if (step.specification() instanceof JoinSpecification.Using using) {
      text.append(" USING (");
      text.append(String.join(", ", using.columns().stream().map(Identifier::toAdql).toList()));
      text.append(')');
    }
  }

  private void condition(Condition condition) {
    condition(condition, false);
  }

  private void condition(Condition condition, boolean parentheses) {
    text.append(parentheses ? "(" : "");
    condition.accept(conditions);
    text.append(parentheses ? ")" : "");
  }

  private void value(ValueExpression value) {
    value(value, false);
  }

  private void value(ValueExpression value, boolean parentheses) {
    text.append(parentheses ? "(" : "");
    value.accept(values);
    text.append(parentheses ? ")" : "");
  }

  private void notNull(ValueExpression value) {
    value(value, value instanceof NullLiteral);
  }

  private void values(List<ValueExpression> list) {
    String separator = "";
    for (ValueExpression value : list) {
      text.append(separator);
      value(value);
      separator = ", ";
    }
  }

  /** Whether a value needs parentheses as an operand of {@code ||} or behind a sign. */
  private static boolean isCompound(ValueExpression value) {
    return value instanceof Arithmetic
        || value instanceof Signed
        || value instanceof Concatenation
        || value instanceof NullLiteral;
  }

  private final class Conditions implements ConditionVisitor<StringBuilder> {

    @Override
    public StringBuilder visit(Disjunction disjunction) {
      String separator = "";
      for (Condition operand : disjunction.operands()) {
        text.append(separator);
        condition(operand, operand instanceof Disjunction);
        separator = " OR ";
      }
      return text;
    }

    @Override
    public StringBuilder visit(Conjunction conjunction) {
      String separator = "";
      for (Condition operand : conjunction.operands()) {
        text.append(separator);
        condition(operand, operand instanceof Disjunction || operand instanceof Conjunction);
        separator = " AND ";
      }
      return text;
    }

    @Override
    public StringBuilder visit(Negation negation) {
      Condition operand = negation.operand();
      boolean compound =
          operand instanceof Disjunction
              || operand instanceof Conjunction
              || operand instanceof Negation;
      text.append("NOT ");
      condition(operand, compound);
      return text;
    }

    @Override
    public StringBuilder visit(Comparison comparison) {
      value(comparison.left());
      text.append(' ').append(comparison.operator().symbol()).append(' ');
      value(comparison.right());
      return text;
    }

    @Override
    public StringBuilder visit(Between between) {
      value(between.operand());
      text.append(between.negated() ? " NOT BETWEEN " : " BETWEEN ");
      value(between.low());
      text.append(" AND ");
      value(between.high());
      return text;
    }

    @Override
    public StringBuilder visit(InList in) {
      value(in.operand());
      text.append(in.negated() ? " NOT IN (" : " IN (");
      values(in.values());
      return text.append(')');
    }

    @Override
    public StringBuilder visit(InQuery in) {
      value(in.operand());
      text.append(in.negated() ? " NOT IN (" : " IN (");
      query(in.query());
      return text.append(')');
    }

    @Override
    public StringBuilder visit(Like like) {
      notNull(like.operand());
      text.append(like.negated() ? " NOT" : "")
          .append(like.caseInsensitive() ? " ILIKE " : " LIKE ");
      notNull(like.pattern());
      return text;
    }

    @Override
    public StringBuilder visit(NullTest test) {
      value(test.operand());
      return text.append(test.negated() ? " IS NOT NULL" : " IS NULL");
    }

    @Override
    public StringBuilder visit(Exists exists) {
      text.append("EXISTS (");
      query(exists.query());
      return text.append(')');
    }
  }

  private final class Values implements ValueVisitor<StringBuilder> {

    @Override
    public StringBuilder visit(NullLiteral literal) {
      return text.append("NULL");
    }

    @Override
    public StringBuilder visit(NumericLiteral literal) {
      return text.append(literal.text());
    }

    @Override
    public StringBuilder visit(StringLiteral literal) {
      return text.append('\'').append(literal.value().replace("'", "''")).append('\'');
    }

    @Override
    public StringBuilder visit(ColumnReference column) {
      name(column.parts());
      return text;
    }

    @Override
    public StringBuilder visit(Arithmetic arithmetic) {
      boolean additive = arithmetic.isAdditive();
      operand(arithmetic.first(), additive);
      for (ArithmeticStep step : arithmetic.rest()) {
        text.append(' ').append(step.operator().symbol()).append(' ');
        operand(step.operand(), additive);
      }
      return text;
    }

    private void operand(ValueExpression operand, boolean ofSum) {
      boolean loose =
          operand instanceof NullLiteral
              || operand instanceof Concatenation
              || (operand instanceof Arithmetic inner && (!ofSum || inner.isAdditive()));
      value(operand, loose);
    }

    @Override
    public StringBuilder visit(Signed signed) {
      text.append(signed.negative() ? '-' : '+');
      value(signed.operand(), isCompound(signed.operand()));
      return text;
    }

    @Override
    public StringBuilder visit(Concatenation concatenation) {
      String separator = "";
      for (ValueExpression operand : concatenation.operands()) {
        text.append(separator);
        value(operand, isCompound(operand));
        separator = " || ";
      }
      return text;
    }

    @Override
    public StringBuilder visit(Aggregate aggregate) {
      text.append(aggregate.function()).append('(');
      aggregate.quantifier().ifPresent(quantifier -> text.append(quantifier).append(' '));
      aggregate.argument().ifPresentOrElse(AdqlPrinter.this::value, () -> text.append('*'));
      return text.append(')');
    }

    @Override
    public StringBuilder visit(FunctionCall call) {
      text.append(call.function()).append('(');
      String separator = "";
      if (call.coordinateSystem().isPresent()) {
        visit(call.coordinateSystem().get());
        separator = ", ";
      }
      boolean nullAllowed = call.function().kind() == StandardFunction.Kind.CONDITIONAL;
      for (ValueExpression argument : call.arguments()) {
        text.append(separator);
        value(argument, argument instanceof NullLiteral && !nullAllowed);
        separator = ", ";
      }
      return text.append(')');
    }

    @Override
    public StringBuilder visit(UserFunctionCall call) {
      text.append(call.name().toAdql()).append('(');
      values(call.arguments());
      return text.append(')');
    }

    @Override
    public StringBuilder visit(Cast cast) {
      text.append("CAST(");
      value(cast.operand());
      text.append(" AS ").append(cast.target().type().keyword());
      cast.target().length().ifPresent(length -> text.append('(').append(length).append(')'));
      return text.append(')');
    }

    @Override
    public StringBuilder visit(Case caseExpression) {
      text.append("CASE");
      if (caseExpression.operand().isPresent()) {
        text.append(' ');
        value(caseExpression.operand().get());
      }
      for (CaseBranch branch : caseExpression.branches()) {
        text.append(" WHEN ");
        if (branch instanceof CaseBranch.When when) {
          condition(when.condition());
        } else if (branch instanceof CaseBranch.Equal equal) {
          value(equal.value());
        }
        text.append(" THEN ");
        value(branch.result());
      }
      if (caseExpression.otherwise().isPresent()) {
        text.append(" ELSE ");
        value(caseExpression.otherwise().get());
      }
      return text.append(" END");
    }
  }
}
