// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.functions.ivoa.Histogram;
import org.nasmyth.functions.ivoa.StringAgg;
import org.nasmyth.testkit.AggregateContract;
import org.nasmyth.testkit.TestArchive;

class AggregatesTest extends AggregateContract {

  @Override
  protected TestArchive<?> open() {
    return Archives.inMemory();
  }

  @Override
  protected AdqlFunction joining() {
    return new StringAgg();
  }

  @Override
  protected AdqlFunction counting() {
    return new Histogram();
  }
}
