// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.tree.Aggregate;
import org.nasmyth.adql.tree.AllColumns;
import org.nasmyth.adql.tree.Cast;
import org.nasmyth.adql.tree.ColumnReference;
import org.nasmyth.adql.tree.DerivedColumn;
import org.nasmyth.adql.tree.FunctionCall;
import org.nasmyth.adql.tree.Identifier;
import org.nasmyth.adql.tree.OrderTerm;
import org.nasmyth.adql.tree.Ordinal;
import org.nasmyth.adql.tree.Select;
import org.nasmyth.adql.tree.SelectItem;
import org.nasmyth.adql.tree.SetQuantifier;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.adql.tree.TableColumns;
import org.nasmyth.adql.tree.UserFunctionCall;
import org.nasmyth.adql.tree.ValueExpression;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.query.QueryRequest.ColumnOrder;

/** Binds one SELECT with the order that stands behind it. Used once. */
final class SelectBinder {

  /**
   * An output with the name that it would like to have.
   *
   * @param varies whether it may differ from row to row: it uses columns of this FROM
   */
  private record Item(Expression value, Field field, String name, boolean varies) {}

  private final Binding binding;
  private final Select node;
  private final FromBinder.Joined from;
  private final Scope scope;
  private final Meaning meaning;
  private final Equality equality;
  private final List<Item> items = new ArrayList<>();

  /**
   * A binder.
   *
   * @param parent the scope of the query around it; null for the outermost
   */
  SelectBinder(Binding binding, @Nullable Scope parent, Select node) {
    this.binding = binding;
    this.node = node;
    from = new FromBinder(binding, parent).bind(node.from());
    scope = new Scope(from.relations(), from.columns(), parent);
    meaning = new Meaning(binding);
    equality = new Equality(binding);
    scope.nameAliases(aliases());
  }

  private List<Scope.Alias> aliases() {
    List<Scope.Alias> aliases = new ArrayList<>();
    for (SelectItem item : node.items()) {
      if (item instanceof DerivedColumn column && column.alias().isPresent()) {
        aliases.add(
            new Scope.Alias(column.alias().get(), () -> binding.excerpt(column.value().span())));
      }
    }
    return aliases;
  }

  /** What a SELECT and its ORDER BY have become. */
  record Bound(QueryBody.Select select, List<Query.Ordering> orderBy) {}

  /** Binds everything. */
  Bound bind(List<OrderTerm> orderTerms) {
    Expression where =
        node.where()
            .map(condition -> values(Clause.WHERE, AliasLookup.NONE).conditions().bind(condition))
            .orElse(null);
    List<Expression> groups = groups();
    scope.forgiveSince(0);
    scope.groupBy(groups);
    bindItems();
    Expression having =
        node.having()
            .map(condition -> values(Clause.HAVING, AliasLookup.NONE).conditions().bind(condition))
            .orElse(null);
    List<Query.SortKey> sortKeys = orderTerms.stream().map(this::sortKey).toList();
    refuseUngrouped();
    boolean merging = mergesDistinct(having);
    List<QueryBody.Output> outputs = outputs(merging);
    List<Query.Ordering> orderings = new ArrayList<>();
    for (int i = 0; i < orderTerms.size(); i++) {
      boolean descending = orderTerms.get(i).direction() == OrderTerm.Direction.DESC;
      addOrderings(sortKeys.get(i), descending, outputs, isDistinct() && !merging, orderings);
    }
    List<Expression> keys =
        merging ? items.stream().filter(Item::varies).map(Item::value).toList() : groups;
    return new Bound(
        new QueryBody.Select(
            isDistinct() && !merging,
            outputs,
            from.source(),
            where,
            keys.stream().map(equality::key).toList(),
            having),
        orderings);
  }

  /**
   * Whether DISTINCT has to see texts as equal that differ in case. Then it becomes a grouping by
   * all that is selected. Beside aggregates it does not, because the groups have done it.
   */
  private boolean mergesDistinct(@Nullable Expression having) {
    return isDistinct()
        && !scope.hasGroups()
        && !scope.isAggregated()
        && having == null
        && items.stream().anyMatch(item -> item.varies() && equality.ignores(item.value()));
  }

  /** Texts are sorted without regard to case first if it does not matter, then as they are. */
  private void addOrderings(
      Query.SortKey key,
      boolean descending,
      List<QueryBody.Output> outputs,
      boolean asDelivered,
      List<Query.Ordering> orderings) {
    Expression value =
        key instanceof Query.SortKey.OutputColumn output
            ? outputs.get(output.index()).value()
            : ((Query.SortKey.Computed) key).value();
    if (equality.ignores(value) && !asDelivered) {
      orderings.add(
          new Query.Ordering(new Query.SortKey.Computed(equality.key(value)), descending));
    }
    orderings.add(new Query.Ordering(key, descending));
  }

  private boolean isDistinct() {
    return node.quantifier().filter(SetQuantifier.DISTINCT::equals).isPresent();
  }

  private ValueBinder values(Clause clause, AliasLookup aliases) {
    return new ValueBinder(binding, scope, clause, aliases);
  }

  // GROUP BY

  private List<Expression> groups() {
    ValueBinder binder = values(Clause.GROUP_BY, this::itemValue);
    List<Expression> groups = new ArrayList<>();
    for (ValueExpression term : node.groupBy()) {
      long before = binding.nodeCount();
      Expression group = binder.bind(term);
      if (!binding.isSmallSince(before)) {
        throw new Refusal(
            "This expression is too long for GROUP BY; compute it in a sub-query in FROM.",
            term.span());
      }
      refuseUnsortable(group, term, "grouped");
      groups.add(group);
    }
    return groups;
  }

  /** What GROUP BY means by a name that no table has: an item of the select list. */
  private Optional<Expression> itemValue(Identifier name) {
    for (SelectItem item : node.items()) {
      if (item instanceof DerivedColumn column
          && column.alias().filter(alias -> Names.match(name, alias.text())).isPresent()) {
        return Optional.of(values(Clause.GROUP_BY, AliasLookup.NONE).bind(column.value()));
      }
    }
    return Optional.empty();
  }

  private void refuseUngrouped() {
    boolean grouped = scope.hasGroups() || scope.isAggregated() || node.having().isPresent();
    if (grouped && scope.firstLoose().isPresent()) {
      Scope.LooseColumn column = scope.firstLoose().get();
      throw new Refusal(
          "Column "
              + column.name()
              + " is neither in GROUP BY nor inside an aggregate. Add it to GROUP BY, or use"
              + " something like MIN("
              + column.name()
              + ").",
          column.span());
    }
  }

  // The select list

  private void bindItems() {
    ValueBinder binder = values(Clause.SELECT, AliasLookup.NONE);
    for (SelectItem item : node.items()) {
      if (item instanceof AllColumns all) {
        ordered(from.columns()).forEach(column -> addColumn(column, all.span()));
      } else if (item instanceof TableColumns table) {
        addColumnsOf(table);
      } else if (item instanceof DerivedColumn column) {
        int uses = scope.useCount();
        Expression value = binder.bind(column.value());
        String name =
            column.alias().map(this::given).orElseGet(() -> nameOf(column.value(), value));
        items.add(new Item(value, meaning.of(value, name), name, scope.useCount() > uses));
      }
    }
  }

  private String given(Identifier alias) {
    return binding.rules().lowersAliases() && !alias.delimited()
        ? alias.text().toLowerCase(Locale.ROOT)
        : alias.text();
  }

  private void addColumnsOf(TableColumns table) {
    Relation relation =
        new ColumnFinder(binding, scope, Clause.SELECT, AliasLookup.NONE)
            .relation(table.qualifier());
    List<VisibleColumn> columns = new ArrayList<>();
    for (int i = 0; i < relation.fields().size(); i++) {
      columns.add(new VisibleColumn(relation.value(i), relation.fields().get(i), relation));
    }
    ordered(columns).forEach(column -> addColumn(column, table.span()));
  }

  /** Columns in the service's order, or that of an uploaded table; those of one table together. */
  private List<VisibleColumn> ordered(List<VisibleColumn> columns) {
    if (binding.rules().columnOrder() == ColumnOrder.AS_STORED) {
      return columns;
    }
    List<Relation> tables = columns.stream().map(VisibleColumn::owner).distinct().toList();
    return columns.stream()
        .sorted(
            Comparator.comparingInt((VisibleColumn column) -> tables.indexOf(column.owner()))
                .thenComparing(SelectBinder::orderingName, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  private static String orderingName(VisibleColumn column) {
    return column.owner().isUploaded() ? "" : column.field().name();
  }

  private void addColumn(VisibleColumn column, Span span) {
    Expression value = column.value();
    if (scope.isGrouped(value)) {
      value = equality.ofGroup(value);
    } else {
      scope.used(column.field().name(), span);
    }
    items.add(new Item(value, column.field(), column.field().name(), true));
  }

  private String nameOf(ValueExpression node, Expression value) {
    if (node instanceof ColumnReference reference) {
      return columnName(reference, value);
    }
    if (node instanceof Aggregate aggregate) {
      return aggregate.argument().isEmpty() ? "COUNT_ALL" : aggregate.function().name();
    }
    if (node instanceof FunctionCall call) {
      return call.function().name();
    }
    if (node instanceof UserFunctionCall && value instanceof Expression.FunctionCall call) {
      return call.function().signature().name();
    }
    if (node instanceof Cast cast) {
      return cast.operand() instanceof ColumnReference reference
              && value instanceof Expression.Cast bound
          ? columnName(reference, bound.operand())
          : "CAST";
    }
    return "column_" + (items.size() + 1);
  }

  private String columnName(ColumnReference reference, Expression value) {
    if (value instanceof Expression.ColumnValue column) {
      return binding.fieldsOf(column.source()).get(column.column()).name();
    }
    List<VisibleColumn> merged = scope.columnsNamed(reference.name());
    return merged.size() == 1 ? merged.get(0).field().name() : reference.name().text();
  }

  private List<QueryBody.Output> outputs(boolean ofGroups) {
    List<String> names = OutputNames.unique(items.stream().map(Item::name).toList());
    List<QueryBody.Output> outputs = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      Field field =
          item.field().name().equals(names.get(i))
              ? item.field()
              : item.field().withName(names.get(i));
      Expression value = ofGroups && item.varies() ? equality.ofGroup(item.value()) : item.value();
      outputs.add(new QueryBody.Output(value, field));
    }
    return outputs;
  }

  // ORDER BY

  private Query.SortKey sortKey(OrderTerm term) {
    if (term.key() instanceof Ordinal ordinal) {
      return new Query.SortKey.OutputColumn(position(ordinal, items.size()));
    }
    ValueExpression key = (ValueExpression) term.key();
    if (key instanceof ColumnReference reference && reference.parts().size() == 1) {
      List<Integer> named = itemsNamed(reference.name());
      if (!named.isEmpty()) {
        refuseUnsortable(items.get(named.get(0)).value(), key, "sorted");
        return new Query.SortKey.OutputColumn(named.get(0));
      }
    }
    long before = binding.nodeCount();
    Expression value = values(Clause.ORDER_BY, this::outputValue).bind(key);
    refuseUnsortable(value, key, "sorted");
    if (binding.isSmallSince(before)) {
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i).value().equals(value)) {
          return new Query.SortKey.OutputColumn(i);
        }
      }
    }
    if (isDistinct()) {
      throw new Refusal(
          "With DISTINCT, ORDER BY can use selected columns only; add "
              + binding.excerpt(key.span())
              + " to the SELECT list.",
          key.span());
    }
    return new Query.SortKey.Computed(value);
  }

  /** The index of the output that a number in ORDER BY means. */
  static int position(Ordinal ordinal, int columns) {
    if (ordinal.position() < 1 || ordinal.position() > columns) {
      throw new Refusal(
          "ORDER BY "
              + ordinal.position()
              + " means no column; the query selects "
              + columns
              + (columns == 1 ? " column." : " columns."),
          ordinal.span());
    }
    return Math.toIntExact(ordinal.position() - 1);
  }

  private List<Integer> itemsNamed(Identifier name) {
    List<Integer> found = new ArrayList<>(1);
    for (int i = 0; i < items.size(); i++) {
      if (Names.match(name, items.get(i).name())) {
        found.add(i);
      }
    }
    if (found.size() > 1) {
      Expression first = items.get(found.get(0)).value();
      boolean same =
          first instanceof Expression.ColumnValue
              && found.stream().allMatch(i -> first.equals(items.get(i).value()));
      if (!same) {
        throw new Refusal(
            "ORDER BY "
                + name.toAdql()
                + " is ambiguous: several selected columns have that name. Use the column's"
                + " position or table, or give it another name with AS.",
            name.span());
      }
    }
    return found;
  }

  /** What an expression in ORDER BY means by a name that no table has: an output. */
  private Optional<Expression> outputValue(Identifier name) {
    List<Integer> named = itemsNamed(name);
    if (named.isEmpty()) {
      return Optional.empty();
    }
    binding.countLargeNode();
    return Optional.of(items.get(named.get(0)).value());
  }

  private void refuseUnsortable(Expression value, ValueExpression key, String participle) {
    if (value.type().isArray()) {
      throw new Refusal(
          Comparables.capital(new Operand(value, key, binding).isOfKind())
              + ", by which rows cannot be "
              + participle
              + ".",
          key.span());
    }
  }
}
