// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.metadata.ValueType;

/** A query that a reader's thread runs by {@link #read}, and hands over to the one that asked. */
final class HandedQuery extends RunningQuery {

  private final Handover handover = new Handover();
  private final Cancellation.Registration registration;

  HandedQuery(
      OpenResult.Origin origin,
      List<ValueType> types,
      Cancellation cancellation,
      RunningStatement statement) {
    super(origin, types, cancellation, statement);
    this.registration = cancellation.onCancel(this::cancel);
  }

  RowStream awaitFirst() throws DatabaseException {
    boolean well = false;
    try {
      handover.awaitFirst();
      well = true;
      return this;
    } finally {
      if (!well) {
        close();
      }
    }
  }

  @Override
  public @Nullable RowBatch next() throws DatabaseException {
    return handover.take();
  }

  @Override
  public void close() {
    registration.close();
    handover.abandon(null);
    interruptStatement();
  }

  @Override
  void shutDown() {
    handover.abandon(Failures.cancelled(Cancellation.Reason.SHUTDOWN));
    interruptStatement();
  }

  private void cancel() {
    handover.abandon(cancelled());
    interruptStatement();
  }

  /** Runs the query and hands its rows over. */
  void read(Translator translator) {
    if (handover.isAbandoned()) {
      return;
    }
    DatabaseException failure = null;
    try {
      Translation translation = translator.translate();
      try (OpenResult result = open(translation, handover::isAbandoned)) {
        CopiedBatch batch = result.next();
        while (batch != null && handover.put(batch)) {
          batch = handover.isAbandoned() ? null : result.next();
        }
      } finally {
        translation.release();
      }
    } catch (DatabaseException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = Failures.cancelled(Cancellation.Reason.SHUTDOWN);
    } catch (SQLException | RuntimeException e) {
      failure = cancelled();
      if (failure == null && !handover.isAbandoned()) {
        failure = Failures.of(e);
      }
    } catch (StackOverflowError e) {
      failure =
          new DatabaseException(
              DatabaseException.Kind.UNSUPPORTED, "The query is nested too deeply.", e);
    } finally {
      handover.end(failure);
    }
  }
}
