// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.nasmyth.adql.Suggestions;
import org.nasmyth.adql.tree.Identifier;
import org.nasmyth.adql.tree.TableName;
import org.nasmyth.api.database.UploadSession;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Schema;
import org.nasmyth.api.metadata.Table;

/** Finds the table of the catalogue that a name in FROM means. */
final class TableFinder {

  private final Catalogue catalogue;
  private final Optional<String> defaultSchema;

  TableFinder(Binding binding) {
    catalogue = binding.catalogue();
    defaultSchema = Optional.ofNullable(binding.rules().defaultSchema());
  }

  /** The table that a name means. */
  Table find(TableName name) {
    List<Identifier> parts = name.parts();
    if (parts.size() > 2) {
      throw new Refusal(
          "Table " + written(name) + " has too many parts; write schema.table.", name.span());
    }
    return parts.size() == 2
        ? qualified(name, parts.get(0), parts.get(1))
        : unqualified(name, parts.get(0));
  }

  private Table qualified(TableName name, Identifier schema, Identifier table) {
    List<Table> found =
        catalogue.tablesNamed(schema.text(), table.text()).stream()
            .filter(t -> Names.match(schema, t.name().schema()))
            .filter(t -> Names.match(table, t.name().table()))
            .toList();
    return one(found, name, table).orElseThrow(() -> unknownQualified(name, schema, table));
  }

  private Table unqualified(TableName name, Identifier table) {
    List<Table> everywhere =
        catalogue.tablesNamed(table.text()).stream()
            .filter(t -> Names.match(table, t.name().table()))
            .toList();
    List<Table> inDefault =
        everywhere.stream()
            .filter(t -> defaultSchema.filter(t.name().schema()::equalsIgnoreCase).isPresent())
            .toList();
    return one(inDefault.isEmpty() ? everywhere : inDefault, name, table)
        .orElseThrow(() -> unknownUnqualified(name, table));
  }

  private static Optional<Table> one(List<Table> found, TableName name, Identifier table) {
    if (found.size() <= 1) {
      return found.stream().findFirst();
    }
    List<Table> exact = found.stream().filter(t -> t.name().table().equals(table.text())).toList();
    boolean oneSchema = found.stream().map(t -> t.name().schema()).distinct().count() == 1;
    if (oneSchema && exact.size() == 1) {
      return Optional.of(exact.get(0));
    }
    throw new Refusal(
        "Table "
            + written(name)
            + " is ambiguous; write one of "
            + found.stream().map(t -> t.name().toString()).collect(Collectors.joining(", "))
            + ".",
        name.span());
  }

  private Refusal unknownQualified(TableName name, Identifier schema, Identifier table) {
    if (schema.text().equalsIgnoreCase(UploadSession.SCHEMA)) {
      return unknownUpload(name, table);
    }
    String message = "Unknown table " + written(name) + ".";
    List<Table> elsewhere = catalogue.tablesNamed(table.text());
    boolean schemaExists =
        catalogue.schemas().stream().anyMatch(s -> Names.match(schema, s.name()));
    if (!elsewhere.isEmpty()) {
      return new Refusal(message + " Did you mean " + listed(elsewhere) + "?", name.span());
    }
    if (!schemaExists) {
      List<String> schemas = catalogue.schemas().stream().map(Schema::name).toList();
      String hint =
          Suggestions.nearest(schema.text(), schemas)
              .map(near -> " Did you mean " + near + "?")
              .orElse(" The schemas are " + String.join(", ", schemas) + ".");
      return new Refusal("Unknown schema '" + schema.text() + "'." + hint, schema.span());
    }
    List<String> inSchema = new ArrayList<>();
    for (Table candidate : catalogue.tables()) {
      if (Names.match(schema, candidate.name().schema())) {
        inSchema.add(candidate.name().table());
      }
    }
    String hint =
        Suggestions.nearest(table.text(), inSchema)
            .map(near -> " Did you mean " + schema.toAdql() + "." + near + "?")
            .orElseGet(TableFinder::howToList);
    return new Refusal(message + hint, name.span());
  }

  private Refusal unknownUnqualified(TableName name, Identifier table) {
    String message = "Unknown table " + written(name) + ".";
    if (table.delimited() && table.text().indexOf('.') > 0) {
      return new Refusal(
          message
              + " The dot stands inside the quotes; write "
              + table.text()
              + " without quotes, or quote each part.",
          name.span());
    }
    List<Table> otherCase = catalogue.tablesNamed(table.text());
    if (!otherCase.isEmpty()) {
      return new Refusal(
          message + " Quoted names must match in case. Did you mean " + listed(otherCase) + "?",
          name.span());
    }
    List<String> names = catalogue.tables().stream().map(t -> t.name().table()).toList();
    String hint =
        Suggestions.nearest(table.text(), names)
            .map(near -> " Did you mean " + listed(catalogue.tablesNamed(near)) + "?")
            .orElseGet(TableFinder::howToList);
    return new Refusal(message + hint, name.span());
  }

  private Refusal unknownUpload(TableName name, Identifier table) {
    List<String> uploads =
        catalogue.tables().stream()
            .map(Table::name)
            .filter(t -> t.schema().equals(UploadSession.SCHEMA))
            .map(t -> t.table())
            .toList();
    return new Refusal(
        "The query brings no table "
            + written(name)
            + " along"
            + (uploads.isEmpty()
                ? "; send it with UPLOAD=" + table.text() + ",param:PART or a URL."
                : ", but " + String.join(", ", uploads) + "."),
        name.span());
  }

  private static String listed(List<Table> tables) {
    return tables.stream().map(t -> t.name().toString()).collect(Collectors.joining(" or "));
  }

  private static String howToList() {
    return " SELECT table_name FROM TAP_SCHEMA.tables lists all tables.";
  }

  private static String written(TableName name) {
    return "'" + name.parts().stream().map(Identifier::text).collect(Collectors.joining(".")) + "'";
  }
}
