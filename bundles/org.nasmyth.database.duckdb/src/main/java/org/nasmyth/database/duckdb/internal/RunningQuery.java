// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.metadata.ValueType;

/** One query from its translation to its last row. */
abstract class RunningQuery implements RowStream {

  /** Makes the statement; called on the thread that runs it. */
  interface Translator {
    Translation translate() throws DatabaseException;
  }

  private final OpenResult.Origin origin;
  private final List<ValueType> types;
  private final Cancellation cancellation;
  private final RunningStatement statement;

  RunningQuery(
      OpenResult.Origin origin,
      List<ValueType> types,
      Cancellation cancellation,
      RunningStatement statement) {
    this.origin = origin;
    this.types = types;
    this.cancellation = cancellation;
    this.statement = statement;
  }

  /** Ends the query because the database is being closed. */
  abstract void shutDown();

  /** Runs the statement. */
  final OpenResult open(Translation translation, BooleanSupplier ended) throws SQLException {
    return new OpenResult(origin, translation, types, statement, ended);
  }

  final void interruptStatement() {
    statement.interrupt();
  }

  /** Why the request was ended, if it was. */
  final @Nullable DatabaseException cancelled() {
    return cancellation.reason().map(Failures::cancelled).orElse(null);
  }
}
