// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.functions.ivoa.Histogram;
import org.nasmyth.functions.ivoa.StringAgg;
import org.nasmyth.testkit.AggregateContract;
import org.nasmyth.testkit.TestArchive;
import org.nasmyth.testkit.postgresql.Cluster;
import org.nasmyth.testkit.postgresql.SharedCluster;

@ExtendWith(SharedCluster.class)
class AggregatesTest extends AggregateContract {

  private final Cluster cluster;

  AggregatesTest(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  protected TestArchive<?> open() throws Exception {
    return Archives.make(cluster, "aggregates");
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
