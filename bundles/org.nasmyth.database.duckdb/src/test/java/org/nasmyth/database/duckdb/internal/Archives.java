// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import org.nasmyth.testkit.TestArchive;

/** Opens archives for tests. */
final class Archives {

  private Archives() {}

  static TestArchive<DuckDbDatabase> inMemory() {
    return at(":memory:");
  }

  static TestArchive<DuckDbDatabase> at(String file) {
    return with(configuration(file, 4));
  }

  static TestArchive<DuckDbDatabase> with(DuckDbSettings settings) {
    return new TestArchive<>(new DuckDbDatabase(settings));
  }

  static DuckDbSettings configuration(String file, int concurrentQueries) {
    return new DuckDbSettings(file, "1GB", 2, "", "", concurrentQueries);
  }
}
