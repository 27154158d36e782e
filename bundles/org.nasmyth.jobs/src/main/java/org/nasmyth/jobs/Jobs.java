// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.nasmyth.api.jobs.JobHandler;
import org.nasmyth.api.jobs.JobService;

/** The queue of jobs on one store and one folder. Safe for any thread. */
public final class Jobs implements AutoCloseable {

  private static final int CONNECTIONS_BESIDE_JOBS = 6;

  private final JdbcJobPersistence persistence;
  private final JobQueue queue;
  private final JobService service;

  /**
   * Opens the store, takes up what it holds, and begins to work.
   *
   * @param source the store: an H2 or PostgreSQL database
   * @param folder where results are kept; made if it is not there
   * @throws IOException if the folder cannot be used
   */
  public Jobs(DataSource source, Path folder, QueueSettings settings) throws IOException {
    JobFolders folders = new JobFolders(folder);
    Changes changes = new Changes();
    persistence =
        new JdbcJobPersistence(
            new Connections(source, settings.running() + CONNECTIONS_BESIDE_JOBS));
    queue = new JobQueue(persistence, folders, settings, changes);
    service = new StoredJobService(persistence, queue, folders, settings, changes);
  }

  /** What services have their jobs from. */
  public JobService service() {
    return service;
  }

  /** Lets the jobs of a service be done. */
  public void add(JobHandler handler) {
    queue.add(handler);
  }

  /** Lets the jobs of a service wait; those that run are interrupted and queued again. */
  public void remove(JobHandler handler) {
    queue.remove(handler);
  }

  /** Ends the work; what runs is interrupted and stays in the queue. */
  @Override
  public void close() {
    queue.close();
    persistence.close();
  }
}
