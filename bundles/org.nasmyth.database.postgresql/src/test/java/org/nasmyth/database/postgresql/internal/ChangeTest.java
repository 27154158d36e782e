// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import org.junit.jupiter.api.AfterAll;
import org.nasmyth.testkit.ChangeContract;
import org.nasmyth.testkit.TestArchive;

class ChangeTest extends ChangeContract {

  private Cluster cluster;

  @Override
  protected TestArchive<?> open() throws Exception {
    cluster = Cluster.start();
    cluster.create("archive");
    cluster.installFunctions("archive");
    return Archives.of(cluster, "archive");
  }

  @AfterAll
  void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }
}
