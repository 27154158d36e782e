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

  private final Store store;
  private final JobQueue queue;
  private final JobService service;

  /**
   * Begins to work on what a store holds. The store is opened in the background, because that takes
   * a good part of the time in which a server starts; who asks for jobs meanwhile waits for it.
   *
   * @param source the store: an H2 or PostgreSQL database
   * @param folder where results are kept; made if it is not there
   * @throws IOException if the folder cannot be used
   */
  public Jobs(DataSource source, Path folder, QueueSettings settings) throws IOException {
    JobFolders folders = new JobFolders(folder);
    Changes changes = new Changes();
    int connections = settings.shared() ? settings.quotas().running() + CONNECTIONS_BESIDE_JOBS : 1;
    store = new Store(new Connections(source, connections));
    JdbcJobPersistence persistence = new JdbcJobPersistence(store);
    queue = new JobQueue(store, persistence, folders, settings, changes);
    service = new StoredJobService(store, persistence, queue, folders, settings, changes);
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
    store.close();
  }
}
