// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import org.nasmyth.testkit.ExpressionContract;
import org.nasmyth.testkit.TestArchive;

class ExpressionsTest extends ExpressionContract {

  @Override
  protected TestArchive<?> open() {
    return Archives.inMemory();
  }
}
