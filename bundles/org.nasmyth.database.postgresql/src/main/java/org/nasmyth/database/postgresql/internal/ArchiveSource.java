// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.sql.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the database holds, read again when it has changed. It is looked at now and then on a thread
 * of its own; who asks is answered from memory. Safe for any thread.
 */
final class ArchiveSource implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ArchiveSource.class);

  /** The version of the functions in {@code sql/nasmyth.sql} that the dialect is written for. */
  private static final int FUNCTIONS_VERSION = 2;

  private final Pool pool;
  private final String name;
  private final String tapSchema;
  private final GeometryMode geometry;
  private final ScheduledThreadPoolExecutor watcher;
  private volatile @Nullable Archive archive;
  private String fingerprint = "";

  /** Whether the log has been told that the database is gone; used by the watcher only. */
  private boolean complained;

  /** Which of the ways to compute with regions an operator wants. */
  enum GeometryMode {
    AUTO,
    PGSPHERE,
    PLAIN
  }

  ArchiveSource(
      Pool pool, String name, String tapSchema, GeometryMode geometry, Duration refreshInterval) {
    this.pool = pool;
    this.name = name;
    this.tapSchema = tapSchema;
    this.geometry = geometry;
    this.watcher =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "nasmyth-postgresql-watcher-" + name);
              thread.setDaemon(true);
              return thread;
            });
    watcher.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    long millis = Math.max(100, refreshInterval.toMillis());
    var unused = watcher.scheduleWithFixedDelay(this::look, 0, millis, TimeUnit.MILLISECONDS);
  }

  /**
   * What the database held a moment ago.
   *
   * @throws DatabaseException of kind UNAVAILABLE if it could never be read so far
   */
  Archive archive() throws DatabaseException {
    Archive known = archive;
    return known == null ? refreshed() : known;
  }

  private void look() {
    try {
      refreshed();
      complained = false;
    } catch (DatabaseException e) {
      Throwable cause = e.getCause();
      if (!complained) {
        log.warn(
            "Database {} cannot be read; it is tried again: {}",
            name,
            cause == null ? e.getMessage() : cause.getMessage());
      }
      complained = true;
    } catch (RuntimeException e) {
      log.error("Database {}: its TAP_SCHEMA cannot be read", name, e);
    }
  }

  /** What the database holds now. */
  synchronized Archive refreshed() throws DatabaseException {
    try (Connection connection = pool.acquire(new Cancellation())) {
      Sql sql = new Sql(connection);
      String current = ArchiveReader.fingerprint(sql, tapSchema);
      Archive known = archive;
      if (known == null || !current.equals(fingerprint)) {
        known = new ArchiveReader(sql, tapSchema).read(abilities(sql));
        archive = known;
        fingerprint = current;
        log.info(
            "Database {}: {} tables; {}", name, known.tables().size(), told(known.abilities()));
      }
      connection.rollback();
      return known;
    } catch (SQLException e) {
      throw Failures.unavailable(e);
    }
  }

  private static String told(Archive.Abilities abilities) {
    return "pgSphere "
        + (abilities.sphere() ? "is used" : "is not used")
        + ", functions of Nasmyth "
        + (abilities.functions() ? "are installed" : "are not installed");
  }

  private Archive.Abilities abilities(Sql sql) throws SQLException {
    List<@Nullable Object> row =
        sql.rows(
                "SELECT to_regtype('spoly') IS NOT NULL,"
                    + " to_regproc('q3c_ang2ipix') IS NOT NULL"
                    + " OR EXISTS (SELECT 1 FROM pg_proc WHERE proname = 'q3c_ang2ipix'),"
                    + " CASE WHEN has_schema_privilege(n.oid, 'USAGE')"
                    + " THEN to_regprocedure('nasmyth.version()') IS NOT NULL END,"
                    + " (SELECT quote_ident(collname) FROM pg_collation"
                    + " WHERE collname IN ('und-x-icu', 'C.utf8', 'C.UTF-8')"
                    + " AND collencoding IN (-1, pg_char_to_encoding(getdatabaseencoding()))"
                    + " ORDER BY collname = 'und-x-icu' DESC LIMIT 1),"
                    + " has_database_privilege(current_database(), 'TEMP')"
                    + " AND NOT pg_is_in_recovery()"
                    + " FROM (SELECT 1) AS one LEFT JOIN pg_namespace n ON n.nspname = 'nasmyth'")
            .get(0);
    boolean sphere = Boolean.TRUE.equals(row.get(0));
    if (geometry == GeometryMode.PGSPHERE && !sphere) {
      throw new SQLException("pgSphere is not installed in database " + name + ".", "0A000");
    }
    boolean functions = Boolean.TRUE.equals(row.get(2)) && versionFits(sql);
    return new Archive.Abilities(
        sphere && geometry != GeometryMode.PLAIN,
        Boolean.TRUE.equals(row.get(1)),
        functions,
        Boolean.TRUE.equals(row.get(4)),
        row.get(3) == null ? "" : String.valueOf(row.get(3)));
  }

  private boolean versionFits(Sql sql) throws SQLException {
    Object version = sql.rows("SELECT nasmyth.version()").get(0).get(0);
    boolean fits = Integer.valueOf(FUNCTIONS_VERSION).equals(version);
    if (!fits) {
      log.warn(
          "Database {}: its functions of Nasmyth have version {}, not {}; run nasmyth.sql again",
          name,
          version,
          FUNCTIONS_VERSION);
    }
    return fits;
  }

  @Override
  public void close() {
    watcher.shutdownNow();
  }
}
