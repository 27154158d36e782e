// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.tree.Identifier;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.api.query.Expression;

/**
 * What names can mean at one place of a query: the relations of one FROM, and behind them those of
 * the queries around it. It also keeps account of which columns were used outside of aggregates,
 * from this query or from sub-queries inside it. Not thread-safe.
 */
final class Scope {

  /** A column that was used outside of an aggregate, as ADQL writes it. */
  record LooseColumn(String name, Span span) {}

  /** A name that the select list gives, and the text that it stands for. */
  record Alias(Identifier name, Supplier<String> text) {}

  private final @Nullable Scope parent;
  private final List<Relation> relations;
  private final List<VisibleColumn> columns;
  private @Nullable Map<String, List<VisibleColumn>> byName;

  private final List<LooseColumn> loose = new ArrayList<>();
  private List<Expression> groups = List.of();
  private List<Alias> aliases = List.of();
  private int uses;
  private int openAggregates;
  private boolean aggregated;

  /**
   * A scope.
   *
   * @param relations what qualifiers can mean
   * @param columns what {@code *} and unqualified names can mean
   * @param parent the query around this one; null for the outermost
   */
  Scope(List<Relation> relations, List<VisibleColumn> columns, @Nullable Scope parent) {
    this.relations = relations;
    this.columns = columns;
    this.parent = parent;
  }

  List<Relation> relations() {
    return relations;
  }

  List<VisibleColumn> columns() {
    return columns;
  }

  /** The scope of the query around this one. */
  Optional<Scope> parent() {
    return Optional.ofNullable(parent);
  }

  /** Says which names the select list gives; only to explain why they cannot be used elsewhere. */
  void nameAliases(List<Alias> given) {
    aliases = given;
  }

  /** What the select list calls by a name. */
  Optional<Alias> alias(Identifier name) {
    return aliases.stream().filter(alias -> Names.match(name, alias.name().text())).findFirst();
  }

  /** The relations that a qualifier can mean, of this scope only. */
  List<Relation> relationsNamed(List<Identifier> qualifier) {
    List<Relation> found = new ArrayList<>(1);
    for (Relation relation : relations) {
      if (relation.answersTo(qualifier)) {
        found.add(relation);
      }
    }
    return found;
  }

  /** The columns that a name without qualifier can mean, of this scope only. */
  List<VisibleColumn> columnsNamed(Identifier name) {
    if (byName == null) {
      byName = new HashMap<>();
      for (VisibleColumn column : columns) {
        byName
            .computeIfAbsent(
                column.field().name().toLowerCase(Locale.ROOT), key -> new ArrayList<>(1))
            .add(column);
      }
    }
    List<VisibleColumn> found =
        byName.getOrDefault(name.text().toLowerCase(Locale.ROOT), List.of());
    if (!name.delimited() && found.size() <= 1) {
      return found;
    }
    List<VisibleColumn> exact =
        found.stream().filter(column -> column.field().name().equals(name.text())).toList();
    if (name.delimited()) {
      return exact;
    }
    boolean oneTable = found.stream().map(VisibleColumn::owner).distinct().count() == 1;
    return oneTable && exact.size() == 1 ? exact : found;
  }

  // Aggregates

  /** Notes that a column was used. */
  void used(String name, Span span) {
    uses++;
    if (openAggregates == 0) {
      loose.add(new LooseColumn(name, span));
    }
  }

  /** How often columns of this scope have been used so far, wherever. */
  int useCount() {
    return uses;
  }

  /** How many columns have been used outside of aggregates so far; for {@link #forgiveSince}. */
  int looseCount() {
    return loose.size();
  }

  /** Forgets the uses after a moment, because they were inside of something that is allowed. */
  void forgiveSince(int count) {
    loose.subList(count, loose.size()).clear();
  }

  /** The first column that was used outside of an aggregate and is not grouped by. */
  Optional<LooseColumn> firstLoose() {
    return loose.isEmpty() ? Optional.empty() : Optional.of(loose.get(0));
  }

  /** Says what is grouped by. */
  void groupBy(List<Expression> expressions) {
    groups = expressions;
  }

  /** Whether an expression is one of those that are grouped by. */
  boolean isGrouped(Expression expression) {
    for (Expression group : groups) {
      if (group.equals(expression)) {
        return true;
      }
    }
    return false;
  }

  boolean hasGroups() {
    return !groups.isEmpty();
  }

  /** Whether the place is inside of an aggregate of this query. */
  boolean isInsideAggregate() {
    return openAggregates > 0;
  }

  void openAggregate() {
    openAggregates++;
    aggregated = true;
  }

  void closeAggregate() {
    openAggregates--;
  }

  /** Whether the query has an aggregate. */
  boolean isAggregated() {
    return aggregated;
  }
}
