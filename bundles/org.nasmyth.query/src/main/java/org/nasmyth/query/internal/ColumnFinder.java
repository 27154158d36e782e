// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.Suggestions;
import org.nasmyth.adql.tree.ColumnReference;
import org.nasmyth.adql.tree.Identifier;
import org.nasmyth.adql.tree.TableName;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.WrittenName;
import org.nasmyth.api.query.Expression;

/** Finds the column that a name means, in a scope and the scopes around it. */
final class ColumnFinder {

  private static final int LISTED = 4;

  private final Binding binding;
  private final Scope scope;
  private final Clause clause;
  private final AliasLookup aliases;

  ColumnFinder(Binding binding, Scope scope, Clause clause, AliasLookup aliases) {
    this.binding = binding;
    this.scope = scope;
    this.clause = clause;
    this.aliases = aliases;
  }

  /** The value of a column. */
  Expression find(ColumnReference reference) {
    return reference.parts().size() == 1 ? unqualified(reference) : qualified(reference);
  }

  private Expression unqualified(ColumnReference reference) {
    Identifier name = reference.name();
    for (Scope at = scope; at != null; at = at.parent().orElse(null)) {
      List<VisibleColumn> found = at.columnsNamed(name);
      if (found.size() > 1) {
        throw ambiguous(reference, found);
      }
      if (found.size() == 1) {
        at.used(name.toAdql(), reference.span());
        return found.get(0).value();
      }
    }
    return aliases.value(name).orElseThrow(() -> unknown(reference));
  }

  private Expression qualified(ColumnReference reference) {
    Relation relation = relation(qualifier(reference));
    List<Integer> found = relation.positionsOf(reference.name());
    if (found.isEmpty()) {
      throw unknownIn(reference, relation);
    }
    if (found.size() > 1) {
      throw new Refusal(
          "Column '"
              + reference.name().text()
              + "' is ambiguous in "
              + relation.title()
              + "; its columns differ in case only: "
              + found.stream()
                  .map(i -> '"' + relation.fields().get(i).name() + '"')
                  .collect(Collectors.joining(", "))
              + ".",
          reference.span());
    }
    owner(relation).used(binding.excerpt(reference.span()), reference.span());
    return relation.value(found.get(0));
  }

  private static TableName qualifier(ColumnReference reference) {
    TableName qualifier =
        reference
            .qualifier()
            .orElseThrow(() -> new IllegalArgumentException("the column is not qualified"));
    if (qualifier.parts().size() > 2) {
      throw new Refusal(
          "The column has too many qualifiers; write table.column or schema.table.column.",
          reference.span());
    }
    return qualifier;
  }

  private Scope owner(Relation relation) {
    Scope at = scope;
    while (!at.relations().contains(relation)) {
      at = at.parent().orElseThrow(() -> new IllegalStateException("a relation without scope"));
    }
    return at;
  }

  /** The relation of this scope or one around it that a qualifier means. */
  Relation relation(TableName qualifier) {
    for (Scope at = scope; at != null; at = at.parent().orElse(null)) {
      List<Relation> found = at.relationsNamed(qualifier.parts());
      if (found.size() > 1) {
        throw new Refusal(
            "Table '"
                + written(qualifier)
                + "' is ambiguous; it can be "
                + found.stream().map(Relation::title).collect(Collectors.joining(" or "))
                + ".",
            qualifier.span());
      }
      if (found.size() == 1) {
        return found.get(0);
      }
    }
    throw unknownQualifier(qualifier);
  }

  // What to say

  private static Refusal ambiguous(ColumnReference reference, List<VisibleColumn> found) {
    String name = reference.name().toAdql();
    List<String> places =
        found.stream().map(column -> column.owner().title()).distinct().limit(LISTED).toList();
    List<String> forms =
        found.stream()
            .map(column -> column.owner().label() + "." + name)
            .distinct()
            .limit(LISTED)
            .toList();
    String advice =
        forms.size() > 1
            ? "write " + String.join(" or ", forms)
            : "its columns differ in case only; put the name in double quotes";
    return new Refusal(
        "Column '"
            + reference.name().text()
            + "' is ambiguous: it is in "
            + String.join(" and ", places)
            + "; "
            + advice
            + ".",
        reference.span());
  }

  private Refusal unknown(ColumnReference reference) {
    Identifier name = reference.name();
    List<Relation> relations = allRelations();
    String places =
        relations.stream().limit(LISTED).map(Relation::title).collect(Collectors.joining(", "))
            + (relations.size() > LISTED ? ", ..." : "");
    String problem = "Unknown column '" + name.text() + "' in " + places + ".";
    String near = near(name, relations);
    return new Refusal.UnknownColumn(
        problem + near, near.isEmpty() ? advice(name) : "", reference.span());
  }

  private Refusal unknownIn(ColumnReference reference, Relation relation) {
    Identifier name = reference.name();
    String near = near(name, List.of(relation));
    return new Refusal(
        "Unknown column '"
            + name.text()
            + "' in "
            + relation.title()
            + "."
            + (near.isEmpty() ? advice(name) : near),
        reference.span());
  }

  /** A column of the relations that may have been meant; empty if there is none. */
  private static String near(Identifier name, List<Relation> relations) {
    List<String> columns = new ArrayList<>();
    for (Relation relation : relations) {
      for (Field field : relation.fields()) {
        columns.add(field.name());
      }
    }
    if (name.delimited() && columns.stream().anyMatch(name.text()::equalsIgnoreCase)) {
      String actual =
          columns.stream().filter(name.text()::equalsIgnoreCase).findFirst().orElse(name.text());
      return " Names in double quotes must match in case. Did you mean \"" + actual + "\"?";
    }
    return Suggestions.nearest(name.text(), columns)
        .map(column -> " Did you mean " + WrittenName.of(column) + "?")
        .orElse("");
  }

  /** What to do about a name that is near to no column. */
  private String advice(Identifier name) {
    Optional<Scope.Alias> alias = scope.alias(name);
    if (alias.isPresent()) {
      return " "
          + clause.keyword()
          + " cannot use a name that the SELECT list gives; repeat the expression: "
          + alias.get().text().get()
          + ".";
    }
    if (name.delimited()) {
      return " Double quotes enclose names; write a text in single quotes: '"
          + name.text().replace("'", "''")
          + "'.";
    }
    return elsewhere(name);
  }

  private String elsewhere(Identifier name) {
    List<String> tables = new ArrayList<>();
    for (Table table : binding.catalogue().tables()) {
      if (!table.positionsOf(name.text()).isEmpty()) {
        tables.add(table.name().toString());
      }
    }
    if (tables.isEmpty()) {
      return " TAP_SCHEMA.columns lists all columns.";
    }
    return " It is a column of "
        + tables.stream().limit(LISTED).collect(Collectors.joining(", "))
        + (tables.size() > LISTED ? ", ..." : "")
        + ".";
  }

  private Refusal unknownQualifier(TableName qualifier) {
    List<Relation> relations = allRelations();
    String message = "Unknown table or alias '" + written(qualifier) + "'.";
    for (Relation relation : relations) {
      if (relation.isRenamed() && isNameOf(qualifier, relation)) {
        return new Refusal(
            message
                + " In this query "
                + relation.table().map(Object::toString).orElse("")
                + " is called "
                + relation.label()
                + ".",
            qualifier.span());
      }
    }
    List<String> labels = relations.stream().map(Relation::label).toList();
    Optional<String> near = Suggestions.nearest(qualifier.name().text(), labels);
    if (near.isPresent()) {
      return new Refusal(message + " Did you mean " + near.get() + "?", qualifier.span());
    }
    List<Table> tables = binding.catalogue().tablesNamed(qualifier.name().text());
    if (!tables.isEmpty()) {
      return new Refusal(
          message + " The table " + tables.get(0).name() + " is not in FROM.", qualifier.span());
    }
    return new Refusal(
        message
            + " FROM has "
            + labels.stream().limit(LISTED).collect(Collectors.joining(", "))
            + (labels.size() > LISTED ? ", ..." : "")
            + ".",
        qualifier.span());
  }

  private static boolean isNameOf(TableName qualifier, Relation relation) {
    return relation
        .table()
        .filter(table -> Names.match(qualifier.name(), table.table()))
        .isPresent();
  }

  private List<Relation> allRelations() {
    List<Relation> relations = new ArrayList<>();
    for (@Nullable Scope at = scope; at != null; at = at.parent().orElse(null)) {
      relations.addAll(at.relations());
    }
    return relations;
  }

  private static String written(TableName name) {
    return name.parts().stream().map(Identifier::text).collect(Collectors.joining("."));
  }
}
