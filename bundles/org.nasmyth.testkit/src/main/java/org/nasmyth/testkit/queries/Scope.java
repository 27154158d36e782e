// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit.queries;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns that an expression may name.
 *
 * @param columns those of the query's own sources
 * @param outer what the query around it sees; null for none
 */
record Scope(List<Place> columns, @Nullable Scope outer) {

  Scope {
    columns = List.copyOf(columns);
  }

  /** A column as the query writes it. */
  record Place(String written, Kind kind) {}

  /** The columns of a kind, those of the queries around too. */
  List<String> of(Kind kind) {
    List<String> own = columns.stream().filter(c -> c.kind() == kind).map(Place::written).toList();
    return own.isEmpty() && outer != null ? outer.of(kind) : own;
  }
}
