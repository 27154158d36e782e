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
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Row row : by(MappedColumn.ID, mapping, ids.stream().filter(mapping::matches).toList())) {
      rows.putIfAbsent(row.required(MappedColumn.ID), row);
    }
    return rows;
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
