// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.testkit.ExpressionContract;
import org.nasmyth.testkit.TestArchive;
import org.nasmyth.testkit.postgresql.Cluster;
import org.nasmyth.testkit.postgresql.SharedCluster;

@ExtendWith(SharedCluster.class)
class ExpressionsTest extends ExpressionContract {

  private final Cluster cluster;

  ExpressionsTest(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  protected TestArchive<?> open() throws Exception {
    return Archives.make(cluster, "expressions");
  }
}
