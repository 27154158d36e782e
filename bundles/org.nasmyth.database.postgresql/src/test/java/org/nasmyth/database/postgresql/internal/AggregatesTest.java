// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import org.junit.jupiter.api.AfterAll;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.functions.ivoa.Histogram;
import org.nasmyth.functions.ivoa.StringAgg;
import org.nasmyth.testkit.AggregateContract;
import org.nasmyth.testkit.TestArchive;

class AggregatesTest extends AggregateContract {

  private Cluster cluster;

  @Override
  protected TestArchive<?> open() throws Exception {
    cluster = Cluster.start();
    cluster.create("archive");
    cluster.installFunctions("archive");
    return Archives.of(cluster, "archive");
  }

  @Override
  protected AdqlFunction joining() {
    return new StringAgg();
  }

  @Override
  protected AdqlFunction counting() {
    return new Histogram();
  }

  @AfterAll
  void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }
}
