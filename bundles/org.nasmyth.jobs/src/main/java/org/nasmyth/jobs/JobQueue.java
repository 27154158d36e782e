// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import ca.nrc.cadc.net.TransientException;
import ca.nrc.cadc.rest.SyncOutput;
import ca.nrc.cadc.uws.ExecutionPhase;
import ca.nrc.cadc.uws.Job;
import ca.nrc.cadc.uws.server.JobExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
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
  private static final Duration SWEEP = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private record Run(String service, Cancellation cancellation) {}

  private final JdbcJobPersistence persistence;
  private final JobFolders folders;
  private final QueueSettings settings;
  private final Changes changes;
  private final String holder = UUID.randomUUID().toString();
  private final Map<String, JobHandler> handlers = new ConcurrentHashMap<>();
  private final Map<String, Run> running = new ConcurrentHashMap<>();
  private final Semaphore slots;
  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor clock;
  private final Thread dispatcher;

  /** Takes up the jobs of dead servers and begins to work. */
  JobQueue(
      JdbcJobPersistence persistence, JobFolders folders, QueueSettings settings, Changes changes)
      throws IOException {
    this.persistence = persistence;
    this.folders = folders;
    this.settings = settings;
    this.changes = changes;
    this.slots = new Semaphore(settings.running());
    this.workers =
        new ThreadPoolExecutor(
            0,
            settings.running() + 1,
            60,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            named("job"));
    this.clock = new ScheduledThreadPoolExecutor(2, named("job clock"));
    clock.setRemoveOnCancelPolicy(true);
    removeOrphans();
    int taken = persistence.takeOver(!settings.shared());
    if (taken > 0) {
      LOG.info("{} jobs that were running when the server stopped are taken up", taken);
    }
    long beat = settings.lease().toMillis() / 3;
    ScheduledFuture<?> leases =
        clock.scheduleWithFixedDelay(
            () -> guarded("leases", this::extendLeases), beat, beat, TimeUnit.MILLISECONDS);
    ScheduledFuture<?> retention =
        clock.scheduleWithFixedDelay(
            () -> guarded("retention", this::sweep), 1, SWEEP.toSeconds(), TimeUnit.SECONDS);
    LOG.debug("Looking after {} and {}", leases, retention);
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
      interrupt(run -> run.service().equals(handler.service()));
    }
  }

  /** Queues a job that is pending. */
  @Override
  public void execute(Job job) {
    ExecutionPhase queued =
        persistence.setPhase(job.getID(), ExecutionPhase.PENDING, ExecutionPhase.QUEUED);
    if (queued != null) {
      changes.announce();
    }
  }

  @Override
  public void execute(Job job, SyncOutput output) {
    throw new UnsupportedOperationException("Synchronous requests are answered without a job.");
  }

  /** Ends a job at once: here, or at the next sign of life of the server that works on it. */
  @Override
  public void abort(Job job) {
    boolean unused = persistence.abort(job.getID());
    cancel(job.getID());
    changes.announce();
  }

  /** Removes a job with what it has made, and ends it if it runs. */
  void delete(String id) throws IOException {
    persistence.delete(id);
    cancel(id);
    folders.remove(id);
    changes.announce();
  }

  private void cancel(String id) {
    Run run = running.get(id);
    if (run != null) {
      run.cancellation().cancel(Cancellation.Reason.ABORTED);
    }
  }

  private void dispatch() {
    try {
      while (!changes.isClosed()) {
        slots.acquire();
        long seen = changes.count();
        Optional<Job> job = claim();
        JobHandler handler = job.map(Job::getRequestPath).map(handlers::get).orElse(null);
        if (job.isPresent() && handler != null) {
          work(job.get(), handler);
        } else {
          job.ifPresent(orphan -> persistence.release(orphan.getID(), holder));
          slots.release();
          changes.awaitAfter(seen, settings.poll());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("The job queue was ended", e);
    }
  }

  private Optional<Job> claim() {
    try {
      return persistence.claim(
          Set.copyOf(handlers.keySet()),
          holder,
          settings.lease().toMillis(),
          settings.runningOfParty());
    } catch (TransientException e) {
      LOG.error("No job can be taken from the store; it is tried again", e);
      return Optional.empty();
    }
  }

  private void work(Job job, JobHandler handler) {
    Cancellation cancellation = new Cancellation();
    String id = job.getID();
    running.put(id, new Run(job.getRequestPath(), cancellation));
    changes.announce();
    ScheduledFuture<?> limit =
        clock.schedule(
            () -> cancellation.cancel(Cancellation.Reason.TIME_LIMIT),
            job.getExecutionDuration(),
            TimeUnit.SECONDS);
    HandlerRunner runner = new HandlerRunner(handler, persistence, folders, holder, cancellation);
    runner.setJob(job);
    workers.execute(
        () -> {
          try {
            runner.run();
          } finally {
            boolean unused = limit.cancel(false);
            running.remove(id);
            slots.release();
            changes.announce();
          }
        });
    if (changes.isClosed() || !handlers.containsValue(handler)) {
      cancellation.cancel(Cancellation.Reason.SHUTDOWN);
    }
  }

  private void extendLeases() {
    Set<String> held = persistence.extendLeases(holder, settings.lease().toMillis());
    Set<String> lost = new HashSet<>(running.keySet());
    lost.removeAll(held);
    lost.forEach(this::cancel);
    if (settings.shared() && persistence.takeOver(false) > 0) {
      changes.announce();
    }
  }

  private void sweep() {
    for (String id : persistence.expired()) {
      try {
        delete(id);
      } catch (IOException e) {
        LOG.warn("The folder of job {} cannot be removed", id, e);
      }
    }
  }

  private void removeOrphans() throws IOException {
    Set<String> orphans = new HashSet<>(folders.jobs(settings.shared()));
    orphans.removeAll(persistence.known(List.copyOf(orphans)));
    for (String id : orphans) {
      folders.remove(id);
    }
  }

  private static void guarded(String what, Runnable task) {
    try {
      task.run();
    } catch (TransientException e) {
      LOG.error("The {} of jobs cannot be looked after; it is tried again", what, e);
    }
  }

  private void interrupt(java.util.function.Predicate<Run> which) {
    List<Run> affected = running.values().stream().filter(which).toList();
    affected.forEach(run -> run.cancellation().cancel(Cancellation.Reason.SHUTDOWN));
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (running.values().stream().anyMatch(affected::contains)) {
        Duration rest = Duration.ofNanos(end - System.nanoTime());
        if (rest.isNegative()) {
          LOG.warn("Jobs do not end within {} s; they are left alone", PATIENCE.toSeconds());
          return;
        }
        TimeUnit.MILLISECONDS.sleep(20);
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
    interrupt(run -> true);
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
