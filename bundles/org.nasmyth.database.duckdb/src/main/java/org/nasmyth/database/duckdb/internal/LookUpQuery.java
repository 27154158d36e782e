// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;

/**
 * A query that finds rows by an indexed column. It runs on the thread that asks: the way to a
 * reader's thread and back would take as long as DuckDB takes to find a row, and nothing of it
 * needs a deep stack.
 */
final class LookUpQuery extends RunningQuery {

  private final Consumer<LookUpQuery> whenEnded;
  private final Cancellation.Registration registration;
  private @Nullable Translation translation;
  private @Nullable OpenResult result;
  private volatile boolean shut;
  private boolean ended;

  /**
   * A query.
   *
   * @param whenEnded told once, when it has let go of the database
   */
  LookUpQuery(
      OpenResult.Origin origin,
      List<ValueType> types,
      Cancellation cancellation,
      RunningStatement statement,
      Consumer<LookUpQuery> whenEnded) {
    super(origin, types, cancellation, statement);
    this.whenEnded = whenEnded;
    this.registration = cancellation.onCancel(this::interruptStatement);
  }

  /** Whether a query is one of these: columns of one table, by values of an indexed one. */
  static boolean is(Query query) {
    return query.with().isEmpty()
        && query.orderBy().isEmpty()
        && query.body() instanceof QueryBody.Select select
        && !select.distinct()
        && select.groupBy().isEmpty()
        && select.having() == null
        && select.from() instanceof Source.TableSource source
        && select.outputs().stream().allMatch(output -> isColumn(output.value()))
        && isKey(select.where(), source);
  }

  private static boolean isColumn(Expression value) {
    return value instanceof Expression.ColumnValue;
  }

  private static boolean isKey(@Nullable Expression condition, Source.TableSource source) {
    if (condition instanceof Expression.Comparison comparison) {
      return comparison.operator() == Expression.Comparison.Operator.EQUAL
          && isIndexed(comparison.left(), source)
          && comparison.right() instanceof Expression.Constant;
    }
    return condition instanceof Expression.InList list
        && !list.negated()
        && isIndexed(list.operand(), source)
        && list.members().stream().allMatch(member -> member instanceof Expression.Constant);
  }

  private static boolean isIndexed(Expression operand, Source.TableSource source) {
    return operand instanceof Expression.ColumnValue column
        && source.table().columns().get(column.column()).indexed();
  }

  /**
   * Runs the query.
   *
   * @return this, with rows to be read
   */
  synchronized RowStream begin(Translator translator) throws DatabaseException {
    boolean well = false;
    try {
      Translation translated = translator.translate();
      translation = translated;
      result = open(translated, this::isOver);
      well = true;
      return this;
    } catch (SQLException | RuntimeException e) {
      throw failure(e);
    } finally {
      if (!well) {
        close();
      }
    }
  }

  private boolean isOver() {
    return shut || cancelled() != null;
  }

  private DatabaseException failure(Exception e) {
    DatabaseException told = cancelled();
    if (told != null) {
      return told;
    }
    return shut ? Failures.cancelled(Cancellation.Reason.SHUTDOWN) : Failures.of(e);
  }

  @Override
  public synchronized @Nullable RowBatch next() throws DatabaseException {
    DatabaseException told = cancelled();
    if (told != null) {
      throw told;
    }
    if (shut) {
      throw Failures.cancelled(Cancellation.Reason.SHUTDOWN);
    }
    OpenResult open = result;
    if (open == null) {
      return null;
    }
    try {
      CopiedBatch batch = open.next();
      if (batch == null) {
        close();
      }
      return batch;
    } catch (SQLException | RuntimeException e) {
      throw failure(e);
    }
  }

  @Override
  void shutDown() {
    shut = true;
    interruptStatement();
    close();
  }

  @Override
  public synchronized void close() {
    if (ended) {
      return;
    }
    ended = true;
    registration.close();
    try (OpenResult unused = result) {
      result = null;
    } catch (SQLException e) {
      throw new IllegalStateException("A query of the embedded database cannot be ended.", e);
    } finally {
      if (translation != null) {
        translation.release();
      }
      whenEnded.accept(this);
    }
  }
}
