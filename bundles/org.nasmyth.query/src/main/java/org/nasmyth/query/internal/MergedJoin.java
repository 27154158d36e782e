// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.tree.ColumnReference;
import org.nasmyth.adql.tree.Identifier;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source.Join;

/**
 * A join by NATURAL or USING: a condition, and for each pair of columns one that {@code *} and
 * unqualified names see in their place. These come first, as SQL has it (ISO 9075, 7.7).
 */
final class MergedJoin {

  private final Binding binding;
  private final FromBinder.Joined left;
  private final FromBinder.Joined right;
  private final Join.Kind kind;
  private final Scope leftScope;
  private final Scope rightScope;

  MergedJoin(
      Binding binding,
      FromBinder.Joined left,
      FromBinder.Joined right,
      Join.Kind kind,
      @Nullable Scope parent) {
    this.binding = binding;
    this.left = left;
    this.right = right;
    this.kind = kind;
    leftScope = new Scope(left.relations(), left.columns(), parent);
    rightScope = new Scope(right.relations(), right.columns(), parent);
  }

  /** Joins by the columns that are named. */
  FromBinder.Joined using(List<Identifier> names) {
    return join(names);
  }

  /** Joins by the columns whose names both sides have. */
  FromBinder.Joined natural(Span span) {
    Set<String> rightNames = new HashSet<>();
    right.columns().forEach(column -> rightNames.add(fold(column.field().name())));
    Set<String> shared = new HashSet<>();
    List<Identifier> names = new ArrayList<>();
    for (VisibleColumn column : left.columns()) {
      String name = column.field().name();
      if (rightNames.contains(fold(name)) && shared.add(fold(name))) {
        names.add(new Identifier(name, false, span));
      }
    }
    return join(names);
  }

  private FromBinder.Joined join(List<Identifier> names) {
    List<Expression> equalities = new ArrayList<>();
    List<VisibleColumn> merged = new ArrayList<>();
    Set<VisibleColumn> replaced = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Identifier name : names) {
      VisibleColumn one = only(leftScope, name, "left");
      VisibleColumn other = only(rightScope, name, "right");
      Comparables.Pair pair = Comparables.align(operand(one, name), operand(other, name), binding);
      equalities.add(
          new Equality(binding)
              .comparison(Expression.Comparison.Operator.EQUAL, pair.left(), pair.right()));
      merged.add(merge(one, other, name));
      replaced.add(one);
      replaced.add(other);
    }
    List<VisibleColumn> columns = new ArrayList<>(merged);
    for (VisibleColumn column : FromBinder.concat(left.columns(), right.columns())) {
      if (!replaced.contains(column)) {
        columns.add(column);
      }
    }
    return new FromBinder.Joined(
        new Join(kind, left.source(), right.source(), condition(equalities)),
        FromBinder.concat(left.relations(), right.relations()),
        columns);
  }

  private @Nullable Expression condition(List<Expression> equalities) {
    return switch (equalities.size()) {
      case 0 -> kind == Join.Kind.INNER ? null : new Expression.Constant(true, ValueType.BOOLEAN);
      case 1 -> equalities.get(0);
      default -> new Expression.And(equalities);
    };
  }

  private static VisibleColumn only(Scope scope, Identifier name, String side) {
    List<VisibleColumn> found = scope.columnsNamed(name);
    if (found.size() == 1) {
      return found.get(0);
    }
    String tables =
        scope.relations().stream().map(Relation::title).reduce((a, b) -> a + ", " + b).orElse("");
    throw new Refusal(
        found.isEmpty()
            ? "USING needs column '" + name.text() + "' on both sides; " + tables + " has none."
            : "Column '"
                + name.text()
                + "' is there more than once on the "
                + side
                + " side of the join ("
                + tables
                + "); join with ON instead.",
        name.span());
  }

  private VisibleColumn merge(VisibleColumn one, VisibleColumn other, Identifier name) {
    return switch (kind) {
      case INNER, LEFT -> one;
      case RIGHT ->
          new VisibleColumn(
              other.value(), other.field().withName(one.field().name()), other.owner());
      case FULL -> {
        ValueType type =
            TypeRules.unify(
                List.of(operand(one, name), operand(other, name)), "Columns joined by USING");
        Expression value =
            new Expression.BuiltinCall(
                Expression.Builtin.COALESCE,
                List.of(
                    TypeRules.coerce(one.value(), type, name.span()),
                    TypeRules.coerce(other.value(), type, name.span())),
                type);
        yield new VisibleColumn(value, one.field().withType(type), one.owner());
      }
    };
  }

  private Operand operand(VisibleColumn column, Identifier name) {
    return new Operand(column.value(), new ColumnReference(List.of(name), name.span()), binding);
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
