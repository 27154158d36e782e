// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import org.nasmyth.testkit.GeometryContract;
import org.nasmyth.testkit.TestArchive;

class SphereTest extends GeometryContract {

  @Override
  protected TestArchive<?> open() {
    return Archives.inMemory();
  }
}
