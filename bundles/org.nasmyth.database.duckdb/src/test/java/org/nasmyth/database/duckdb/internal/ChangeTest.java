// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import org.nasmyth.testkit.ChangeContract;
import org.nasmyth.testkit.TestArchive;

class ChangeTest extends ChangeContract {

  @Override
  protected TestArchive<?> open() {
    return Archives.inMemory();
  }
}
