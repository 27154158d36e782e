// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.nasmyth.api.command.Command;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The commands that are there now. */
@Component(service = Commands.class)
public final class Commands {
  private final List<Command> present = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();

  /** Starts without commands. */
  @Activate
  public Commands() {}

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void add(Command command) {
    lock.lock();
    try {
      present.add(command);
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void remove(Command command) {
    present.remove(command);
  }

  /** All commands, in no order. */
  List<Command> all() {
    return List.copyOf(present);
  }

  /**
   * Finds a command, and waits for it: a server that is still starting gets its commands one by
   * one.
   *
   * @param name its name
   * @param wait how long to wait at most
   * @return the command, empty if it has not come
   */
  Optional<Command> find(String name, Duration wait) throws InterruptedException {
    long left = wait.toNanos();
    lock.lock();
    try {
      while (true) {
        Optional<Command> found =
            present.stream().filter(command -> command.name().equals(name)).findFirst();
        if (found.isPresent() || left <= 0) {
          return found;
        }
        left = added.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
