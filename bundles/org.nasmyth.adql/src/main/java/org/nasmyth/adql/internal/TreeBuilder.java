// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.AdqlDialect;
import org.nasmyth.adql.AdqlSyntaxException;
import org.nasmyth.adql.Extension;
import org.nasmyth.adql.grammar.AdqlGrammar.AliasContext;
import org.nasmyth.adql.grammar.AdqlGrammar.CommonTableContext;
import org.nasmyth.adql.grammar.AdqlGrammar.GroupByContext;
import org.nasmyth.adql.grammar.AdqlGrammar.HavingContext;
import org.nasmyth.adql.grammar.AdqlGrammar.IdentifierContext;
import org.nasmyth.adql.grammar.AdqlGrammar.IntersectStepContext;
import org.nasmyth.adql.grammar.AdqlGrammar.JoinSpecificationContext;
import org.nasmyth.adql.grammar.AdqlGrammar.JoinStepContext;
import org.nasmyth.adql.grammar.AdqlGrammar.JoinTypeContext;
import org.nasmyth.adql.grammar.AdqlGrammar.OffsetContext;
import org.nasmyth.adql.grammar.AdqlGrammar.OrderByContext;
import org.nasmyth.adql.grammar.AdqlGrammar.OrderTermContext;
import org.nasmyth.adql.grammar.AdqlGrammar.QueryContext;
import org.nasmyth.adql.grammar.AdqlGrammar.SelectContext;
import org.nasmyth.adql.grammar.AdqlGrammar.SelectItemContext;
import org.nasmyth.adql.grammar.AdqlGrammar.SetExpressionContext;
import org.nasmyth.adql.grammar.AdqlGrammar.SetPrimaryContext;
import org.nasmyth.adql.grammar.AdqlGrammar.SetQuantifierContext;
import org.nasmyth.adql.grammar.AdqlGrammar.SetTermContext;
import org.nasmyth.adql.grammar.AdqlGrammar.StatementContext;
import org.nasmyth.adql.grammar.AdqlGrammar.SubqueryContext;
import org.nasmyth.adql.grammar.AdqlGrammar.TableNameContext;
import org.nasmyth.adql.grammar.AdqlGrammar.TablePrimaryContext;
import org.nasmyth.adql.grammar.AdqlGrammar.TableReferenceContext;
import org.nasmyth.adql.grammar.AdqlGrammar.UnionStepContext;
import org.nasmyth.adql.grammar.AdqlGrammar.WhereContext;
import org.nasmyth.adql.grammar.AdqlLexer;
import org.nasmyth.adql.tree.AllColumns;
import org.nasmyth.adql.tree.CommonTable;
import org.nasmyth.adql.tree.Condition;
import org.nasmyth.adql.tree.DerivedColumn;
import org.nasmyth.adql.tree.DerivedTable;
import org.nasmyth.adql.tree.Identifier;
import org.nasmyth.adql.tree.JoinSpecification;
import org.nasmyth.adql.tree.JoinStep;
import org.nasmyth.adql.tree.JoinType;
import org.nasmyth.adql.tree.JoinedTable;
import org.nasmyth.adql.tree.NamedTable;
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
import org.nasmyth.adql.tree.Span;
import org.nasmyth.adql.tree.Statement;
import org.nasmyth.adql.tree.TableColumns;
import org.nasmyth.adql.tree.TableName;
import org.nasmyth.adql.tree.TableReference;
import org.nasmyth.adql.tree.ValueExpression;

/**
 * Makes the syntax tree of a query from its parse tree: queries, tables and clauses. Values are
 * ValueBuilder's.
 */
final class TreeBuilder {

  private final QueryText query;
  private final AdqlDialect dialect;
  private final ValueBuilder values;

  TreeBuilder(QueryText query, Tokens tokens, AdqlDialect dialect) {
    this.query = query;
    this.dialect = dialect;
    this.values = new ValueBuilder(query, tokens, dialect, this);
  }

  Statement statement(StatementContext context) throws AdqlSyntaxException {
    TerminalNode semicolon = context.SEMICOLON();
    if (semicolon != null && !dialect.accepts(Extension.TRAILING_SEMICOLON)) {
      throw query.error(
          query.span(semicolon.getSymbol()), "ADQL has no semicolon at the end", "leave it out");
    }
    List<CommonTable> commonTables = new ArrayList<>();
    for (CommonTableContext table : context.commonTable()) {
      commonTables.add(
          new CommonTable(identifier(table.identifier()), query(table.query()), span(table)));
    }
    Query main = query(context.query());
    return new Statement(commonTables, main, query.span(context.start, context.query().stop));
  }

  Query query(QueryContext context) throws AdqlSyntaxException {
    QueryBody body = body(context.setExpression());
    List<OrderTerm> order = orderBy(context.orderBy());
    OffsetContext offset = context.offset();
    if (body instanceof Query nested && order.isEmpty() && offset == null) {
      return nested;
    }
    Optional<RowLimit> dropped =
        offset == null
            ? Optional.empty()
            : Optional.of(limit(offset, offset.UNSIGNED_INTEGER().getSymbol()));
    return new Query(body, order, dropped, span(context));
  }

  /** The rows of a sub-query; a join in parentheses stands for all its columns. */
  Query subquery(SubqueryContext context) throws AdqlSyntaxException {
    return context.query() != null
        ? query(context.query())
        : allColumns(tableReference(context.tableReference()));
  }

  private static Query allColumns(TableReference table) {
    Select select =
        new Select(
            Optional.empty(),
            Optional.empty(),
            List.of(new AllColumns(table.span())),
            List.of(table),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            table.span());
    return new Query(select, List.of(), Optional.empty(), table.span());
  }

  private List<OrderTerm> orderBy(@Nullable OrderByContext context) throws AdqlSyntaxException {
    List<OrderTerm> terms = new ArrayList<>();
    if (context != null) {
      for (OrderTermContext term : context.orderTerm()) {
        OrderTerm.Direction direction =
            term.DESC() == null ? OrderTerm.Direction.ASC : OrderTerm.Direction.DESC;
        terms.add(new OrderTerm(orderKey(term), direction, span(term)));
      }
    }
    return terms;
  }

  private OrderKey orderKey(OrderTermContext term) throws AdqlSyntaxException {
    Token first = term.value().start;
    if (first == term.value().stop && first.getType() == AdqlLexer.UNSIGNED_INTEGER) {
      return new Ordinal(number(first), query.span(first));
    }
    return values.value(term.value());
  }

  private RowLimit limit(ParserRuleContext context, Token number) throws AdqlSyntaxException {
    return new RowLimit(number(number), span(context));
  }

  private long number(Token token) throws AdqlSyntaxException {
    try {
      return Long.parseLong(token.getText());
    } catch (NumberFormatException e) {
      throw query.error(
          query.span(token), "the number is too large", "leave it out or write a smaller one");
    }
  }

  private QueryBody body(SetExpressionContext context) throws AdqlSyntaxException {
    QueryBody first = term(context.setTerm());
    List<SetStep> rest = new ArrayList<>();
    for (UnionStepContext step : context.unionStep()) {
      SetOperator operator = step.UNION() == null ? SetOperator.EXCEPT : SetOperator.UNION;
      rest.add(new SetStep(operator, step.ALL() != null, term(step.setTerm()), span(step)));
    }
    return rest.isEmpty() ? first : new SetOperation(first, rest, span(context));
  }

  private QueryBody term(SetTermContext context) throws AdqlSyntaxException {
    QueryBody first = operand(context.setPrimary());
    List<SetStep> rest = new ArrayList<>();
    for (IntersectStepContext step : context.intersectStep()) {
      QueryBody operand = operand(step.setPrimary());
      rest.add(new SetStep(SetOperator.INTERSECT, step.ALL() != null, operand, span(step)));
    }
    return rest.isEmpty() ? first : new SetOperation(first, rest, span(context));
  }

  private QueryBody operand(SetPrimaryContext context) throws AdqlSyntaxException {
    if (context.select() != null) {
      return select(context.select());
    }
    Query nested = query(context.query());
    boolean grouping = nested.orderBy().isEmpty() && nested.offset().isEmpty();
    return grouping ? nested.body() : nested;
  }

  private Select select(SelectContext context) throws AdqlSyntaxException {
    SetQuantifierContext quantifier = context.setQuantifier();
    Optional<RowLimit> top =
        context.top() == null
            ? Optional.empty()
            : Optional.of(limit(context.top(), context.top().UNSIGNED_INTEGER().getSymbol()));
    List<SelectItem> items = new ArrayList<>();
    for (SelectItemContext item : context.selectItem()) {
      items.add(item(item));
    }
    checkAsterisks(items);
    List<TableReference> from = new ArrayList<>();
    for (TableReferenceContext table : context.tableReference()) {
      from.add(tableReference(table));
    }
    WhereContext where = context.where();
    Optional<Condition> filter =
        where == null ? Optional.empty() : Optional.of(values.condition(where.condition()));
    GroupByContext groupBy = context.groupBy();
    List<ValueExpression> groups = groupBy == null ? List.of() : values.values(groupBy.value());
    HavingContext having = context.having();
    Optional<Condition> groupFilter =
        having == null ? Optional.empty() : Optional.of(values.condition(having.condition()));
    return new Select(
        quantifier(quantifier), top, items, from, filter, groups, groupFilter, span(context));
  }

  Optional<SetQuantifier> quantifier(@Nullable SetQuantifierContext context) {
    if (context == null) {
      return Optional.empty();
    }
    return Optional.of(context.ALL() == null ? SetQuantifier.DISTINCT : SetQuantifier.ALL);
  }

  private SelectItem item(SelectItemContext context) throws AdqlSyntaxException {
    if (context.ASTERISK() != null) {
      return new AllColumns(span(context));
    }
    Optional<TableName> table = values.tableColumns(context.value());
    if (table.isPresent()) {
      if (context.alias() != null) {
        throw query.error(
            span(context.alias()),
            "several columns cannot have one name",
            "name the columns one by one, each with its AS");
      }
      return new TableColumns(table.get(), span(context));
    }
    return new DerivedColumn(values.value(context.value()), alias(context.alias()), span(context));
  }

  private void checkAsterisks(List<SelectItem> items) throws AdqlSyntaxException {
    if (items.size() > 1 && !dialect.accepts(Extension.ASTERISK_AMONG_ITEMS)) {
      for (SelectItem item : items) {
        if (item instanceof AllColumns) {
          throw query.error(
              item.span(),
              "* stands alone in a select list of ADQL",
              "write the name of a table before it, as in t.*, or list the columns");
        }
      }
    }
  }

  TableReference tableReference(TableReferenceContext context) throws AdqlSyntaxException {
    TableReference first = tablePrimary(context.tablePrimary());
    List<JoinStep> rest = new ArrayList<>();
    for (JoinStepContext step : context.joinStep()) {
      rest.add(joinStep(step));
    }
    return rest.isEmpty() ? first : new JoinedTable(first, rest, span(context));
  }

  private JoinStep joinStep(JoinStepContext context) throws AdqlSyntaxException {
    JoinType type = joinType(context.joinType());
    if (context.NATURAL() != null) {
      TableReference right = tablePrimary(context.tablePrimary());
      return new JoinStep(type, right, new JoinSpecification.Natural(), span(context));
    }
    TableReference right = tableReference(context.tableReference());
    return new JoinStep(type, right, joinSpecification(context.joinSpecification()), span(context));
  }

  private static JoinType joinType(@Nullable JoinTypeContext context) {
    if (context == null || context.INNER() != null) {
      return JoinType.INNER;
    }
    if (context.LEFT() != null) {
      return JoinType.LEFT;
    }
    return context.RIGHT() == null ? JoinType.FULL : JoinType.RIGHT;
  }

  private JoinSpecification joinSpecification(JoinSpecificationContext context)
      throws AdqlSyntaxException {
    if (context.condition() != null) {
      return new JoinSpecification.On(values.condition(context.condition()));
    }
    return new JoinSpecification.Using(
        context.identifier().stream().map(this::identifier).toList());
  }

  private TableReference tablePrimary(TablePrimaryContext context) throws AdqlSyntaxException {
    Optional<Identifier> alias = alias(context.alias());
    if (context.tableName() != null) {
      return new NamedTable(tableName(context.tableName()), alias, span(context));
    }
    if (context.query() != null) {
      return new DerivedTable(query(context.query()), alias.orElseThrow(), span(context));
    }
    TableReference joined = tableReference(context.tableReference());
    return alias.isEmpty()
        ? joined
        : new DerivedTable(allColumns(joined), alias.get(), span(context));
  }

  private TableName tableName(TableNameContext context) throws AdqlSyntaxException {
    List<Identifier> parts = context.identifier().stream().map(this::identifier).toList();
    if (parts.size() > 3) {
      throw query.error(
          span(context),
          "a table's name has at most three parts: catalogue, schema and table",
          "write a name that itself has a period in double quotes");
    }
    return new TableName(parts, span(context));
  }

  private Optional<Identifier> alias(@Nullable AliasContext context) {
    return context == null ? Optional.empty() : Optional.of(identifier(context.identifier()));
  }

  Identifier identifier(IdentifierContext context) {
    String text = context.start.getText();
    boolean delimited = context.DELIMITED() != null;
    String name = delimited ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    return new Identifier(name, delimited, span(context));
  }

  private Span span(ParserRuleContext context) {
    return query.span(context.start, context.stop);
  }
}
