// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the life of jobs. When its destruction time has come, a job that is over loses its results
 * and becomes ARCHIVED (UWS 1.1, section 2.1.3); after a while it is forgotten. One that is not
 * over is ended and forgotten at once. Safe for any thread.
 */
final class Retention {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** For so long files may lie in a folder whose job has not been stored yet, by another server. */
  private static final Duration UNSTORED = Duration.ofHours(1);

  /** A file system's clock may be behind ours by some milliseconds. */
  private static final Duration CLOCKS = Duration.ofMillis(100);

  private static final String MOST_AT_ONCE = " ORDER BY destruction FETCH FIRST 1000 ROWS ONLY";

  private final Store store;
  private final JobFolders folders;
  private final Duration archive;
  private final Instant orphaned;

  Retention(Store store, JobFolders folders, Duration archive, boolean shared) {
    this.store = store;
    this.folders = folders;
    this.archive = archive;
    this.orphaned = Instant.now().minus(shared ? UNSTORED : CLOCKS);
  }

  /** Archives the jobs whose time has come. */
  void archive() {
    if (archive.isZero()) {
      return;
    }
    long now = System.currentTimeMillis();
    List<String> due =
        ids(
            "SELECT id FROM nasmyth_job WHERE destruction <= ?"
                + " AND phase IN ('COMPLETED', 'ERROR', 'ABORTED')"
                + MOST_AT_ONCE,
            now);
    for (String id : due) {
      boolean archived =
          store.transact(
              connection -> {
                Store.update(connection, "DELETE FROM nasmyth_job_result WHERE job_id = ?", id);
                return Store.update(
                        connection,
                        "UPDATE nasmyth_job SET phase = 'ARCHIVED' WHERE id = ?"
                            + " AND phase IN ('COMPLETED', 'ERROR', 'ABORTED')",
                        id)
                    > 0;
              });
      if (archived) {
        removeFolder(id);
      }
    }
  }

  /** The ids of jobs to be forgotten. */
  List<String> forgettable() {
    long now = System.currentTimeMillis();
    return archive.isZero()
        ? ids("SELECT id FROM nasmyth_job WHERE destruction <= ?" + MOST_AT_ONCE, now)
        : ids(
            "SELECT id FROM nasmyth_job WHERE destruction <= ? AND (destruction <= ?"
                + " OR phase NOT IN ('COMPLETED', 'ERROR', 'ABORTED', 'ARCHIVED'))"
                + MOST_AT_ONCE,
            now,
            now - archive.toMillis());
  }

  /** Removes folders whose job the store does not know. */
  void removeOrphans() {
    try {
      Set<String> orphans = new HashSet<>(folders.unchangedSince(orphaned));
      orphans.removeAll(known(orphans));
      orphans.forEach(this::removeFolder);
    } catch (IOException e) {
      LOG.warn("The folders of jobs cannot be listed", e);
    }
  }

  private Set<String> known(Set<String> ids) {
    return store.transact(
        connection -> {
          Set<String> known = new HashSet<>();
          for (String id : ids) {
            known.addAll(
                Store.texts(connection, "SELECT id FROM nasmyth_job WHERE id = ?", List.of(id)));
          }
          return known;
        });
  }

  /** Removes what a job has made. */
  void removeFolder(String id) {
    try {
      folders.remove(id);
    } catch (IOException e) {
      LOG.warn("The folder of job {} cannot be removed", id, e);
    }
  }

  private List<String> ids(String sql, Object... values) {
    return store.transact(connection -> Store.texts(connection, sql, List.of(values)));
  }
}
