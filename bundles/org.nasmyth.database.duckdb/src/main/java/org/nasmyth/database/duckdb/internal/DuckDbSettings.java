// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

/**
 * How to open a database; {@link DuckDbConfiguration} says what each means.
 *
 * @param file path or {@code :memory:}
 * @param memoryLimit empty for DuckDB's default
 * @param threads 0 for all processors
 * @param tempDirectory empty for beside the file
 * @param maxTempSize empty for DuckDB's default
 * @param concurrentQueries how many queries run at once, at least 1
 */
record DuckDbSettings(
    String file,
    String memoryLimit,
    int threads,
    String tempDirectory,
    String maxTempSize,
    int concurrentQueries) {

  DuckDbSettings {
    concurrentQueries = Math.max(1, concurrentQueries);
  }

  static DuckDbSettings of(DuckDbConfiguration configuration) {
    return new DuckDbSettings(
        configuration.file(),
        configuration.memoryLimit(),
        configuration.threads(),
        configuration.tempDirectory(),
        configuration.maxTempSize(),
        configuration.concurrentQueries());
  }
}
