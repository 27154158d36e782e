// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.tables;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.products.tables.Mapping.MappedColumn;

/** Reads rows for one request. Used by one thread. */
record LookUp(TapDatabase database, TableReader reader, Cancellation cancellation) {

  /** The rows of identifiers that a table can have, if there is such a table. */
  Map<String, Row> byId(Optional<Mapping> mapping, Collection<String> ids)
      throws DatabaseException {
    return mapping.isEmpty() ? Map.of() : byId(mapping.get(), ids);
  }

  /** The rows of identifiers that a table can have. */
  Map<String, Row> byId(Mapping mapping, Collection<String> ids) throws DatabaseException {
    return byAnyId(mapping, ids.stream().filter(mapping::matches).toList());
  }

  /** The rows of identifiers, whether or not the table's should look as they do. */
  Map<String, Row> byAnyId(Mapping mapping, Collection<String> ids) throws DatabaseException {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Row row : by(MappedColumn.ID, mapping, ids)) {
      rows.putIfAbsent(row.required(MappedColumn.ID), row);
    }
    return rows;
  }

  /** An identifier that is not there, but would stand beside one that is. */
  static String beside(String id) {
    return id + '~';
  }

  /**
   * Asks once more so that of a table and some identifiers rows have been read and not been found,
   * whatever was found.
   */
  void even(Mapping mapping, Collection<String> ids, Map<String, Row> found)
      throws DatabaseException {
    evenAny(mapping, ids.stream().filter(mapping::matches).toList(), found);
  }

  /** The same for identifiers that do not look as the table's should. */
  void evenAny(Mapping mapping, Collection<String> ids, Map<String, Row> found)
      throws DatabaseException {
    List<String> there = ids.stream().filter(found::containsKey).toList();
    if (!there.isEmpty()) {
      List<Row> unused = by(MappedColumn.ID, mapping, there.stream().map(LookUp::beside).toList());
    }
    if (there.size() < ids.size()) {
      Optional<String> decoy = reader.anyId(database, mapping, cancellation);
      if (decoy.isPresent()) {
        List<Row> unused = by(MappedColumn.ID, mapping, List.of(decoy.get()));
      }
    }
  }

  /** The rows in which a column has one of some values. */
  List<Row> by(MappedColumn key, Mapping mapping, Collection<? extends Object> values)
      throws DatabaseException {
    return reader.rows(database, mapping, key, values, mapping.read(), cancellation);
  }

  /** The row of an identifier with all that it says to people. */
  Optional<Row> facts(Mapping mapping, String id) throws DatabaseException {
    return mapping.matches(id)
        ? reader
            .rows(
                database,
                mapping,
                MappedColumn.ID,
                List.of(id),
                mapping.readWithFacts(),
                cancellation)
            .stream()
            .findFirst()
        : Optional.empty();
  }

  /** The columns of a mapping's facts, by name, as the table has them now. */
  Map<String, Column> columns(Mapping mapping) throws DatabaseException {
    return reader.columns(database, mapping);
  }
}
