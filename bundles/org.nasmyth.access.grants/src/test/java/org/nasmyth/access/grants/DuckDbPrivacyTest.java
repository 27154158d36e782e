// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.util.List;
import java.util.Map;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.database.duckdb.internal.DuckDbConfiguration;
import org.nasmyth.database.duckdb.internal.DuckDbDatabase;
import org.nasmyth.testkit.Defaults;
import org.nasmyth.testkit.TestArchive;

/** Privacy of rows in the embedded database. */
class DuckDbPrivacyTest extends PrivacyContract {

  @Override
  TestArchive<?> archive(String name) {
    return new TestArchive<>(
        new DuckDbDatabase(
            Defaults.of(DuckDbConfiguration.class, Map.of("name", name, "threads", 1))));
  }

  @Override
  int queries() {
    return 10_000;
  }

  @Override
  List<AdqlFunction> functions() {
    return List.of();
  }
}
