// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.tree.ColumnReference;
import org.nasmyth.adql.tree.OrderTerm;
import org.nasmyth.adql.tree.Ordinal;
import org.nasmyth.adql.tree.Query;
import org.nasmyth.adql.tree.QueryBody;
import org.nasmyth.adql.tree.Select;
import org.nasmyth.adql.tree.SetOperation;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query.Ordering;
import org.nasmyth.api.query.Query.SortKey;

/** Binds a query with its order and offset, at any depth of a statement. */
final class QueryBinder {

  private final Binding binding;
  private final @Nullable Scope parent;

  /**
   * A binder.
   *
   * @param parent the scope of the query around it; null for the outermost
   */
  QueryBinder(Binding binding, @Nullable Scope parent) {
    this.binding = binding;
    this.parent = parent;
  }

  /** Binds a query. */
  org.nasmyth.api.query.Query bind(Query node) {
    long offset = 0;
    if (node.offset().isPresent()) {
      binding.require(AdqlFeatures.Optional.OFFSET, node.offset().get().span());
      offset = node.offset().get().rows();
    }
    if (node.body() instanceof Select select) {
      return select(select, node.orderBy(), offset);
    }
    org.nasmyth.api.query.Query inner = bindBody(node.body());
    if (node.orderBy().isEmpty() && offset == 0) {
      return inner;
    }
    List<Ordering> orderings = byOutputs(node.orderBy(), inner.fields());
    boolean plain = inner.orderBy().isEmpty() && inner.offset() == 0 && inner.limit().isEmpty();
    if (plain && orderings.stream().noneMatch(o -> ignoresCase(o, inner.fields()))) {
      return new org.nasmyth.api.query.Query(
          List.of(), inner.body(), orderings, OptionalLong.empty(), offset);
    }
    org.nasmyth.api.query.QueryBody.Select all = Wrapping.of(inner, binding);
    List<Ordering> sorted = new ArrayList<>();
    for (Ordering ordering : orderings) {
      if (ignoresCase(ordering, inner.fields())) {
        Expression value =
            all.outputs().get(((SortKey.OutputColumn) ordering.key()).index()).value();
        SortKey key = new SortKey.Computed(new Equality(binding).key(value));
        sorted.add(new Ordering(key, ordering.descending()));
      }
      sorted.add(ordering);
    }
    return new org.nasmyth.api.query.Query(List.of(), all, sorted, OptionalLong.empty(), offset);
  }

  private boolean ignoresCase(Ordering ordering, List<Field> fields) {
    Field field = fields.get(((SortKey.OutputColumn) ordering.key()).index());
    return new Equality(binding).ignores(field.type());
  }

  /** Binds the operand of a set operation, or the body of a query. */
  org.nasmyth.api.query.Query bindBody(QueryBody body) {
    if (body instanceof Select select) {
      return select(select, List.of(), 0);
    }
    return body instanceof SetOperation operation
        ? new SetBinder(binding, this).bind(operation)
        : bind((Query) body);
  }

  private org.nasmyth.api.query.Query select(Select node, List<OrderTerm> orderBy, long offset) {
    SelectBinder.Bound bound = new SelectBinder(binding, parent, node).bind(orderBy);
    OptionalLong limit =
        node.top().isPresent() ? OptionalLong.of(node.top().get().rows()) : OptionalLong.empty();
    return new org.nasmyth.api.query.Query(
        List.of(), bound.select(), bound.orderBy(), limit, offset);
  }

  private static List<Ordering> byOutputs(List<OrderTerm> terms, List<Field> fields) {
    List<Ordering> orderings = new ArrayList<>();
    for (OrderTerm term : terms) {
      boolean descending = term.direction() == OrderTerm.Direction.DESC;
      orderings.add(new Ordering(new SortKey.OutputColumn(output(term, fields)), descending));
    }
    return orderings;
  }

  private static int output(OrderTerm term, List<Field> fields) {
    if (term.key() instanceof Ordinal ordinal) {
      return SelectBinder.position(ordinal, fields.size());
    }
    if (term.key() instanceof ColumnReference reference && reference.parts().size() == 1) {
      for (int i = 0; i < fields.size(); i++) {
        if (Names.match(reference.name(), fields.get(i).name())) {
          return i;
        }
      }
    }
    throw new Refusal(
        "A set operation can be sorted by its output columns only: "
            + String.join(", ", fields.stream().map(Field::name).limit(8).toList())
            + (fields.size() > 8 ? ", ..." : "")
            + ".",
        term.key().span());
  }
}
