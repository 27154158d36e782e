// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.internal;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.command.Command;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The commands that are there now. None of them comes to life before an operator calls one, so that
 * what they need, such as databases that no service queries, costs a start nothing.
 */
@Component(service = Commands.class)
public final class Commands {

  /** A command that may not have come to life yet. */
  private interface Present {
    @Nullable Command command();
  }

  private record Living(Command command) implements Present {}

  /** What the service registry has; it stays in use until it leaves. */
  private static final class Registered implements Present {
    private final BundleContext context;
    private final ServiceReference<Command> reference;
    private @Nullable Command command;

    Registered(BundleContext context, ServiceReference<Command> reference) {
      this.context = context;
      this.reference = reference;
    }

    @Override
    public synchronized @Nullable Command command() {
      if (command == null) {
        command = context.getService(reference);
      }
      return command;
    }

    synchronized void leave() {
      if (command != null) {
        boolean unused = context.ungetService(reference);
        command = null;
      }
    }
  }

  private final List<Present> present = new CopyOnWriteArrayList<>();
  private final Optional<BundleContext> context;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private long additions;

  /** Starts without commands; they come from the service registry. */
  @Activate
  public Commands(BundleContext context) {
    this.context = Optional.of(context);
  }

  /** Starts without commands. */
  Commands() {
    context = Optional.empty();
  }

  @Reference(
      name = "command",
      service = Command.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void addReference(ServiceReference<Command> reference) {
    add(new Registered(context.orElseThrow(), reference));
  }

  void removeReference(ServiceReference<Command> reference) {
    List<Registered> leaving =
        present.stream()
            .filter(Registered.class::isInstance)
            .map(Registered.class::cast)
            .filter(one -> one.reference.equals(reference))
            .toList();
    present.removeAll(leaving);
    leaving.forEach(Registered::leave);
  }

  /** Adds a command that lives. */
  void add(Command command) {
    add(new Living(command));
  }

  private void add(Present command) {
    lock.lock();
    try {
      present.add(command);
      additions++;
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** All commands, in no order. */
  List<Command> all() {
    return commands().toList();
  }

  private Stream<Command> commands() {
    return present.stream().map(Present::command).filter(Objects::nonNull);
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
    while (true) {
      long seen = additions();
      // Without the lock: a command that comes to life may wait for others that are being added.
      Optional<Command> found =
          commands().filter(command -> command.name().equals(name)).findFirst();
      if (found.isPresent() || left <= 0) {
        return found;
      }
      left = awaitMoreThan(seen, left);
    }
  }

  private long additions() {
    lock.lock();
    try {
      return additions;
    } finally {
      lock.unlock();
    }
  }

  private long awaitMoreThan(long seen, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lock();
    try {
      while (additions == seen && left > 0) {
        left = added.awaitNanos(left);
      }
      return left;
    } finally {
      lock.unlock();
    }
  }
}
