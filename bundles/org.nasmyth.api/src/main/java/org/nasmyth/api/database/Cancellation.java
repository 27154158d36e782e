// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one switch that ends a request, whoever throws it: a time limit, an abort, a client that went
 * away, a shutdown. It can be thrown once; the first reason stays. Safe for any thread.
 */
public final class Cancellation {

  /** Why a request was ended. */
  public enum Reason {
    TIME_LIMIT,
    ABORTED,
    CLIENT_GONE,
    SHUTDOWN
  }

  /** What was registered with {@link #onCancel}; closing it takes it back. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  private final List<Runnable> actions = new ArrayList<>();
  private @Nullable Reason reason;

  /**
   * Ends the request. The registered actions run on the calling thread, each once; further calls do
   * nothing.
   */
  public void cancel(Reason why) {
    List<Runnable> due;
    synchronized (this) {
      if (reason != null) {
        return;
      }
      reason = why;
      due = List.copyOf(actions);
      actions.clear();
    }
    due.forEach(Runnable::run);
  }

  /** Why the request was ended; empty while it goes on. */
  public synchronized Optional<Reason> reason() {
    return Optional.ofNullable(reason);
  }

  /** Whether the request was ended. */
  public boolean isCancelled() {
    return reason().isPresent();
  }

  /**
   * Runs an action when the request is ended, at once if it has been already.
   *
   * @param action quick, not throwing, and able to run on any thread, for instance {@code
   *     Statement.cancel}
   * @return close it when the action is no longer needed; an action that is running may still end
   *     afterwards
   */
  public Registration onCancel(Runnable action) {
    synchronized (this) {
      if (reason == null) {
        actions.add(action);
        return () -> forget(action);
      }
    }
    action.run();
    return () -> {};
  }

  private synchronized void forget(Runnable action) {
    actions.removeIf(candidate -> candidate == action);
  }
}
