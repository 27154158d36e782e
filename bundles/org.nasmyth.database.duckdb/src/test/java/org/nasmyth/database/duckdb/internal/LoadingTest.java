// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import org.nasmyth.testkit.LoadingContract;
import org.nasmyth.testkit.TestArchive;

class LoadingTest extends LoadingContract {

  @Override
  protected TestArchive<?> open() {
    return Archives.inMemory();
  }
}
