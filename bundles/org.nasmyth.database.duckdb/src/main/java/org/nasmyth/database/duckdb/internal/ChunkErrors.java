// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;

/**
 * Asks a result whether it has failed. When a streamed query fails after its first chunk, DuckDB's
 * driver says no more than that there is no further chunk, and half a result would pass for whole.
 * The driver can tell, by a method that it keeps to its package.
 */
final class ChunkErrors {

  private final MethodHandle checkError;

  /**
   * Finds the method.
   *
   * @throws SQLException if this version of the driver has it no more
   */
  ChunkErrors() throws SQLException {
    try {
      checkError =
          MethodHandles.privateLookupIn(DuckDBChunkedResult.class, MethodHandles.lookup())
              .findVirtual(
                  DuckDBChunkedResult.class, "checkError", MethodType.methodType(void.class));
    } catch (ReflectiveOperationException e) {
      throw new SQLException("This DuckDB driver cannot tell whether a result is whole.", e);
    }
  }

  /** Throws the error by which a result has ended, if it has ended by one. */
  void check(DuckDBChunkedResult result) throws SQLException {
    try {
      checkError.invokeExact(result);
    } catch (SQLException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new SQLException("The result cannot be checked.", e);
    }
  }
}
