// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.tree.DerivedTable;
import org.nasmyth.adql.tree.Identifier;
import org.nasmyth.adql.tree.JoinSpecification;
import org.nasmyth.adql.tree.JoinStep;
import org.nasmyth.adql.tree.JoinedTable;
import org.nasmyth.adql.tree.NamedTable;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.adql.tree.TableReference;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.Source;
import org.nasmyth.api.query.Source.Join;

/** Binds the tables of FROM and their joins. */
final class FromBinder {

  private static final int MOST_TABLES = 500;

  private final Binding binding;
  private final @Nullable Scope parent;
  private final TableFinder tables;
  private int count;

  /**
   * A binder for one FROM.
   *
   * @param parent the scope of the query around it; null for the outermost
   */
  FromBinder(Binding binding, @Nullable Scope parent) {
    this.binding = binding;
    this.parent = parent;
    tables = new TableFinder(binding);
  }

  /** Tables that have been joined, and what names can mean among them. */
  record Joined(Source source, List<Relation> relations, List<VisibleColumn> columns) {}

  /** Binds a whole FROM. */
  Joined bind(List<TableReference> references) {
    Joined joined = bind(references.get(0));
    for (TableReference reference : references.subList(1, references.size())) {
      Joined right = bind(reference);
      refuseEqualNames(joined, right, reference.span());
      joined = cross(joined, right, Join.Kind.INNER, null);
    }
    return joined;
  }

  private Joined bind(TableReference reference) {
    if (reference instanceof JoinedTable join) {
      return joins(join);
    }
    if (++count > MOST_TABLES) {
      throw new Refusal("FROM can name at most " + MOST_TABLES + " tables.", reference.span());
    }
    return reference instanceof DerivedTable derived
        ? derived(derived)
        : named((NamedTable) reference);
  }

  private Joined named(NamedTable node) {
    Optional<Binding.Common> common = common(node);
    if (common.isPresent()) {
      List<Field> fields = common.get().fields();
      int id = binding.newSource(fields);
      Identifier name = node.alias().orElse(node.name().name());
      return single(
          new Source.CommonSource(id, common.get().id(), fields),
          new Relation(id, fields, name, null));
    }
    Table table = tables.find(node.name());
    List<Field> fields = binding.fieldsOf(table);
    int id = binding.newSource(fields);
    Source.TableSource open = new Source.TableSource(id, table, null);
    Source.TableSource source =
        binding
            .restriction()
            .of(open)
            .map(restriction -> new Source.TableSource(id, table, restriction))
            .orElse(open);
    return single(source, new Relation(id, fields, node.alias().orElse(null), table.name()));
  }

  private Optional<Binding.Common> common(NamedTable node) {
    if (node.name().parts().size() != 1) {
      return Optional.empty();
    }
    Identifier name = node.name().name();
    return binding.commonTables().stream()
        .filter(table -> Names.match(name, table.name().text()))
        .findFirst();
  }

  private Joined derived(DerivedTable node) {
    Query query = new QueryBinder(binding, parent).bind(node.query());
    List<Field> fields = query.fields();
    int id = binding.newSource(fields);
    return single(
        new Source.DerivedSource(id, query), new Relation(id, fields, node.alias(), null));
  }

  private static Joined single(Source source, Relation relation) {
    List<VisibleColumn> columns = new ArrayList<>(relation.fields().size());
    for (int i = 0; i < relation.fields().size(); i++) {
      columns.add(new VisibleColumn(relation.value(i), relation.fields().get(i), relation));
    }
    return new Joined(source, List.of(relation), columns);
  }

  private Joined joins(JoinedTable node) {
    Joined joined = bind(node.first());
    for (JoinStep step : node.rest()) {
      Joined right = bind(step.right());
      refuseEqualNames(joined, right, step.right().span());
      joined = join(joined, right, step);
    }
    return joined;
  }

  private Joined join(Joined left, Joined right, JoinStep step) {
    Join.Kind kind = Join.Kind.valueOf(step.type().name());
    if (step.specification() instanceof JoinSpecification.On on) {
      Joined both = cross(left, right, kind, null);
      Scope scope = new Scope(both.relations(), both.columns(), parent);
      Expression condition =
          new ValueBinder(binding, scope, Clause.ON, AliasLookup.NONE)
              .conditions()
              .bind(on.condition());
      return cross(left, right, kind, condition);
    }
    MergedJoin merged = new MergedJoin(binding, left, right, kind, parent);
    return step.specification() instanceof JoinSpecification.Using using
        ? merged.using(using.columns())
        : merged.natural(step.span());
  }

  private static Joined cross(
      Joined left, Joined right, Join.Kind kind, @Nullable Expression condition) {
    return new Joined(
        new Join(kind, left.source(), right.source(), condition),
        concat(left.relations(), right.relations()),
        concat(left.columns(), right.columns()));
  }

  private static void refuseEqualNames(Joined left, Joined right, Span span) {
    for (Relation one : left.relations()) {
      for (Relation other : right.relations()) {
        if (one.clashesWith(other)) {
          throw new Refusal(
              "Two tables of FROM are called "
                  + other.label()
                  + "; give each a name of its own, as in "
                  + other.table().map(Object::toString).orElseGet(other::label)
                  + " AS t2.",
              span);
        }
      }
    }
  }

  /** Both lists, the left one first. */
  static <T> List<T> concat(List<T> left, List<T> right) {
    List<T> both = new ArrayList<>(left.size() + right.size());
    both.addAll(left);
    both.addAll(right);
    return both;
  }
}
