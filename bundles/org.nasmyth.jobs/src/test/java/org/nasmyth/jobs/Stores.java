// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Job stores for tests. */
final class Stores {

  private Stores() {}

  /**
   * The embedded store of a folder, as a server has it. H2 is told to use space in its file again
   * at once, as it does in a file that is a minute old: there are versions that lose commits by
   * that.
   */
  static DataSource h2(Path folder) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(EmbeddedStore.url(folder) + ";RETENTION_TIME=0");
    return source;
  }
}
