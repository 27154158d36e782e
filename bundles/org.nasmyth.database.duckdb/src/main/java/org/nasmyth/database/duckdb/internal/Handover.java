// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;

/**
 * Where the thread that reads a query's vectors gives them to the thread that writes them out. It
 * holds a few batches, so that both work at once.
 */
final class Handover {

  private static final int CAPACITY = 4;
  private static final long CHECK_MILLIS = 500;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<CopiedBatch> batches = new ArrayDeque<>();
  private boolean ended;
  private boolean abandoned;
  private @Nullable DatabaseException failure;

  /**
   * Gives a batch; waits while there are enough.
   *
   * @return whether more are wanted
   */
  boolean put(CopiedBatch batch) throws InterruptedException {
    lock.lock();
    try {
      while (batches.size() >= CAPACITY && !abandoned) {
        boolean signalled = changed.await(CHECK_MILLIS, TimeUnit.MILLISECONDS);
        if (!signalled && Thread.currentThread().isInterrupted()) {
          throw new InterruptedException();
        }
      }
      if (abandoned) {
        return false;
      }
      batches.addLast(batch);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Says that no batch follows, for a failure or because all are there; the first word counts. */
  void end(@Nullable DatabaseException why) {
    lock.lock();
    try {
      if (!ended) {
        ended = true;
        failure = why;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends at once: batches that wait are dropped, the reader is told to stop. */
  void abandon(@Nullable DatabaseException why) {
    lock.lock();
    try {
      abandoned = true;
      batches.clear();
      if (!ended || why != null) {
        ended = true;
        failure = why;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether nobody wants more. */
  boolean isAbandoned() {
    lock.lock();
    try {
      return abandoned;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is a batch, or none will come.
   *
   * @throws DatabaseException if it failed before the first batch
   */
  void awaitFirst() throws DatabaseException {
    lock.lock();
    try {
      awaitNews();
      if (batches.isEmpty() && failure != null) {
        throw failure;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the next batch.
   *
   * @return null after the last one
   * @throws DatabaseException if the query failed
   */
  @Nullable CopiedBatch take() throws DatabaseException {
    lock.lock();
    try {
      awaitNews();
      CopiedBatch batch = batches.pollFirst();
      if (batch == null && failure != null) {
        throw failure;
      }
      changed.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void awaitNews() throws DatabaseException {
    try {
      while (batches.isEmpty() && !ended) {
        boolean signalled = changed.await(CHECK_MILLIS, TimeUnit.MILLISECONDS);
        if (!signalled && Thread.currentThread().isInterrupted()) {
          throw new InterruptedException();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException(
          DatabaseException.Kind.CANCELLED, "The query was interrupted.", e);
    }
  }
}
