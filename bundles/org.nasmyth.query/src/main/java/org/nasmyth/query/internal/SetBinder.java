// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nasmyth.adql.tree.QueryBody;
import org.nasmyth.adql.tree.SetOperation;
import org.nasmyth.adql.tree.SetStep;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody.Output;
import org.nasmyth.api.query.QueryBody.Select;

/**
 * Binds a chain of UNION, EXCEPT and INTERSECT: the same number of columns, of types made equal.
 */
final class SetBinder {

  private static final int MOST_OPERANDS = 500;

  private final Binding binding;
  private final QueryBinder queries;

  SetBinder(Binding binding, QueryBinder queries) {
    this.binding = binding;
    this.queries = queries;
  }

  /** Binds a chain; it becomes a tree that leans to the left, as the chain is evaluated. */
  Query bind(SetOperation node) {
    if (node.rest().size() >= MOST_OPERANDS) {
      throw new Refusal(
          "At most " + MOST_OPERANDS + " queries can be combined by set operations.", node.span());
    }
    List<Query> operands = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    add(node.first(), operands, spans);
    for (SetStep step : node.rest()) {
      binding.require(AdqlFeatures.Optional.valueOf(step.operator().name()), step.span());
      add(step.operand(), operands, spans);
      refuseOtherWidth(operands, step);
    }
    List<Field> fields = unify(operands, spans);
    Query result = coerce(operands.get(0), fields);
    for (int i = 0; i < node.rest().size(); i++) {
      SetStep step = node.rest().get(i);
      result =
          Query.of(
              new org.nasmyth.api.query.QueryBody.SetOperation(
                  org.nasmyth.api.query.QueryBody.SetOperation.Operator.valueOf(
                      step.operator().name()),
                  step.all(),
                  result,
                  coerce(operands.get(i + 1), fields),
                  fields));
    }
    return result;
  }

  private void add(QueryBody node, List<Query> operands, List<Span> spans) {
    operands.add(queries.bindBody(node));
    spans.add(node.span());
  }

  private static void refuseOtherWidth(List<Query> operands, SetStep step) {
    int first = operands.get(0).fields().size();
    int last = operands.get(operands.size() - 1).fields().size();
    if (first != last) {
      throw new Refusal(
          "Both sides of "
              + step.operator()
              + " must select the same number of columns; the first query selects "
              + first
              + ", this one "
              + last
              + ".",
          step.operand().span());
    }
  }

  private static List<Field> unify(List<Query> operands, List<Span> spans) {
    List<Field> fields = new ArrayList<>(operands.get(0).fields());
    List<Boolean> open = new ArrayList<>();
    for (int column = 0; column < fields.size(); column++) {
      open.add(isNull(operands.get(0), column));
    }
    for (int i = 1; i < operands.size(); i++) {
      List<Field> next = operands.get(i).fields();
      for (int column = 0; column < fields.size(); column++) {
        if (isNull(operands.get(i), column)) {
          continue;
        }
        Field field = fields.get(column);
        Field other = next.get(column);
        if (open.set(column, false)) {
          fields.set(column, other.withName(field.name()));
          continue;
        }
        fields.set(column, unify(field, other, column, spans.get(i)));
      }
    }
    return fields;
  }

  private static Field unify(Field field, Field other, int column, Span span) {
    Optional<ValueType> type = TypeRules.unify(field.type(), other.type());
    if (type.isEmpty()) {
      throw new Refusal(
          "Column "
              + (column + 1)
              + " of this query, "
              + other.name()
              + ", is "
              + TypeRules.kind(other.type())
              + "; in the queries before, "
              + field.name()
              + " is "
              + TypeRules.kind(field.type())
              + ".",
          span);
    }
    Field unified = field.withType(type.get());
    return Objects.equals(field.unit(), other.unit()) ? unified : unified.withUnit(null);
  }

  private static boolean isNull(Query query, int column) {
    return query.body() instanceof Select select
        && TypeRules.isNull(select.outputs().get(column).value());
  }

  private Query coerce(Query query, List<Field> wanted) {
    boolean fits = true;
    for (int i = 0; i < wanted.size(); i++) {
      fits &= query.fields().get(i).type().equals(wanted.get(i).type());
    }
    if (fits) {
      return query;
    }
    boolean plain = query.body() instanceof Select && query.orderBy().isEmpty();
    Select select = plain ? (Select) query.body() : Wrapping.of(query, binding);
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Output output = select.outputs().get(i);
      ValueType type = wanted.get(i).type();
      Expression value = TypeRules.coerce(output.value(), type, Span.NONE);
      outputs.add(new Output(value, output.field().withType(type)));
    }
    Select coerced =
        new Select(
            select.distinct(),
            outputs,
            select.from(),
            select.where(),
            select.groupBy(),
            select.having());
    return plain
        ? new Query(List.of(), coerced, List.of(), query.limit(), query.offset())
        : Query.of(coerced);
  }
}
