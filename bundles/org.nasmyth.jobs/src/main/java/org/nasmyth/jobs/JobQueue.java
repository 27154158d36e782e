// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import ca.nrc.cadc.net.TransientException;
import ca.nrc.cadc.rest.SyncOutput;
import ca.nrc.cadc.uws.Job;
import ca.nrc.cadc.uws.server.JobExecutor;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.jobs.JobHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs from the store when it is their turn and has them done; holds leases on those that
 * run, takes over those of servers that died, and removes jobs whose time has come. Safe for any
 * thread.
 */
final class JobQueue implements JobExecutor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration SWEEP = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final JdbcJobPersistence persistence;
  private final Leases leases;
  private final Admission admission;
  private final Retention retention;
  private final JobFolders folders;
  private final QueueSettings settings;
  private final Changes changes;
  private final String holder = UUID.randomUUID().toString();
  private final Map<String, JobHandler> handlers = new ConcurrentHashMap<>();
  private final RunningJobs running = new RunningJobs();
  private final Semaphore slots;
  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor clock;
  private final Thread dispatcher;

  /** Begins to work, with the jobs of dead servers, as soon as the store is there. */
  JobQueue(
      Store store,
      JdbcJobPersistence persistence,
      JobFolders folders,
      QueueSettings settings,
      Changes changes) {
    this.persistence = persistence;
    this.leases = new Leases(store);
    this.admission = new Admission(store, settings.quotas());
    this.retention = new Retention(store, folders, settings.archive(), settings.shared());
    this.folders = folders;
    this.settings = settings;
    this.changes = changes;
    this.slots = new Semaphore(settings.quotas().running());
    this.workers =
        new ThreadPoolExecutor(
            0,
            settings.quotas().running() + 1,
            60,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            named("job"));
    this.clock = new ScheduledThreadPoolExecutor(2, named("job clock"));
    clock.setRemoveOnCancelPolicy(true);
    dispatcher = named("job queue").newThread(this::dispatch);
    dispatcher.start();
  }

  /** Lets the jobs of a service be done. */
  void add(JobHandler handler) {
    handlers.put(handler.service(), handler);
    changes.announce();
  }

  /** Lets the jobs of a service wait; those that run are interrupted and queued again. */
  void remove(JobHandler handler) {
    if (handlers.remove(handler.service(), handler)) {
      interrupt(handler.service()::equals);
    }
  }

  /**
   * Stores a new job.
   *
   * @return empty if it is stored; else which limit its party has reached, for the user
   */
  Optional<String> accept(Job job, String party) {
    Optional<String> limit = admission.accept(job, party);
    changes.announce();
    return limit;
  }

  /** Removes what came with a job that was not accepted. */
  void forget(String id) {
    retention.removeFolder(id);
  }

  /**
   * Queues a job if it is pending.
   *
   * @return empty if it is queued or was not pending; else which limit its party has reached
   */
  Optional<String> start(String id) {
    Optional<String> limit = admission.queue(id);
    changes.announce();
    return limit;
  }

  @Override
  public void execute(Job job) {
    boolean unused = start(job.getID()).isPresent();
  }

  @Override
  public void execute(Job job, SyncOutput output) {
    throw new UnsupportedOperationException("Synchronous requests are answered without a job.");
  }

  /** Ends a job at once: here, or at the next sign of life of the server that works on it. */
  @Override
  public void abort(Job job) {
    boolean unused = persistence.abort(job.getID());
    running.abort(job.getID());
    changes.announce();
  }

  /** Removes a job with what it has made, and ends it if it runs. */
  void delete(String id) {
    persistence.delete(id);
    running.abort(id);
    retention.removeFolder(id);
    changes.announce();
  }

  private void dispatch() {
    try {
      while (!changes.isClosed() && !guarded("store", this::takeUp)) {
        changes.awaitAfter(changes.count(), RETRY);
      }
      while (!changes.isClosed()) {
        slots.acquire();
        long seen = changes.count();
        Optional<Job> job = claim();
        JobHandler handler = job.map(Job::getRequestPath).map(handlers::get).orElse(null);
        if (job.isPresent() && handler != null) {
          work(job.get(), handler);
        } else {
          job.ifPresent(orphan -> leases.release(orphan.getID(), holder));
          slots.release();
          changes.awaitAfter(seen, settings.poll());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("The job queue was ended", e);
    }
  }

  /** Takes up what the store holds. */
  private void takeUp() {
    retention.removeOrphans();
    int taken = leases.takeOver(!settings.shared());
    if (taken > 0) {
      LOG.info("{} jobs that were running when a server stopped are taken up", taken);
    }
    long beat = settings.lease().toMillis() / 3;
    ScheduledFuture<?> beats =
        clock.scheduleWithFixedDelay(
            () -> guarded("leases", this::extendLeases), beat, beat, TimeUnit.MILLISECONDS);
    ScheduledFuture<?> sweeps =
        clock.scheduleWithFixedDelay(
            () -> guarded("retention", this::sweep), 1, SWEEP.toSeconds(), TimeUnit.SECONDS);
    LOG.debug("Looking after {} and {}", beats, sweeps);
  }

  private Optional<Job> claim() {
    try {
      return leases.claim(
          Set.copyOf(handlers.keySet()),
          holder,
          settings.lease().toMillis(),
          settings.quotas().runningOfParty());
    } catch (TransientException e) {
      LOG.error("No job can be taken from the store; it is tried again", e);
      return Optional.empty();
    }
  }

  private void work(Job job, JobHandler handler) {
    Cancellation cancellation = new Cancellation();
    String id = job.getID();
    running.begin(id, job.getRequestPath(), cancellation);
    changes.announce();
    ScheduledFuture<?> limit =
        clock.schedule(
            () -> cancellation.cancel(Cancellation.Reason.TIME_LIMIT),
            job.getExecutionDuration(),
            TimeUnit.SECONDS);
    HandlerRunner runner =
        new HandlerRunner(handler, persistence, leases, folders, holder, cancellation);
    runner.setJob(job);
    workers.execute(
        () -> {
          try {
            runner.run();
          } finally {
            boolean unused = limit.cancel(false);
            running.end(id);
            slots.release();
            changes.announce();
          }
        });
    if (changes.isClosed() || !handlers.containsValue(handler)) {
      cancellation.cancel(Cancellation.Reason.SHUTDOWN);
    }
  }

  private void extendLeases() {
    Set<String> ids = running.ids();
    Set<String> lost = new HashSet<>(ids);
    lost.removeAll(leases.extend(holder, ids, settings.lease().toMillis()));
    lost.forEach(running::abort);
    int taken = leases.takeOver(false);
    if (taken > 0) {
      LOG.info("{} jobs that nobody works on any more are taken up", taken);
      changes.announce();
    }
  }

  private void sweep() {
    retention.archive();
    retention.forgettable().forEach(this::delete);
  }

  /** Whether it went well. */
  private static boolean guarded(String what, Runnable task) {
    try {
      task.run();
      return true;
    } catch (TransientException e) {
      LOG.error("The {} of jobs cannot be looked after; it is tried again", what, e);
      return false;
    }
  }

  private void interrupt(Predicate<String> services) {
    try {
      if (!running.interrupt(services, PATIENCE)) {
        LOG.warn("Jobs do not end within {} s; they are left alone", PATIENCE.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void terminate() {
    close();
  }

  /** Ends the work; jobs that run are interrupted and stay in the queue. */
  @Override
  public void close() {
    changes.close();
    dispatcher.interrupt();
    try {
      dispatcher.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    interrupt(service -> true);
    clock.shutdownNow();
    workers.shutdown();
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + " " + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
