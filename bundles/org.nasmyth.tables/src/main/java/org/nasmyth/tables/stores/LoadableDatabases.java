// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables.stores;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.database.TapDatabase;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The databases that tables can be loaded into, by name, as they come and go. A command that is
 * called while the server starts waits here for the one that it needs. Safe for any thread.
 */
@Component(name = "org.nasmyth.tables.stores", service = LoadableDatabases.class)
public final class LoadableDatabases {

  /** How long a server that starts may take until all its databases are there. */
  public static final Duration START = Duration.ofSeconds(20);

  private final Map<String, TableStore> stores = new TreeMap<>();
  private final Map<String, TapDatabase> databases = new TreeMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrival = lock.newCondition();

  /** Adds what loads tables into the database that {@link TapDatabase#NAME} tells. */
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addStore(TableStore store, Map<String, Object> properties) {
    add(stores, store, properties);
  }

  /** Takes away what {@link #addStore} added. */
  public void removeStore(TableStore store, Map<String, Object> properties) {
    remove(stores, store, properties);
  }

  /** Adds the database that {@link TapDatabase#NAME} tells. */
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addDatabase(TapDatabase database, Map<String, Object> properties) {
    add(databases, database, properties);
  }

  /** Takes away what {@link #addDatabase} added. */
  public void removeDatabase(TapDatabase database, Map<String, Object> properties) {
    remove(databases, database, properties);
  }

  private <T> void add(Map<String, T> parts, T part, Map<String, Object> properties) {
    lock.lock();
    try {
      parts.put(name(properties), part);
      arrival.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private <T> void remove(Map<String, T> parts, T part, Map<String, Object> properties) {
    lock.lock();
    try {
      parts.remove(name(properties), part);
    } finally {
      lock.unlock();
    }
  }

  private static String name(Map<String, Object> properties) {
    return String.valueOf(properties.get(TapDatabase.NAME));
  }

  /**
   * Finds a database, and waits for it.
   *
   * @param patience how long to wait at most
   * @return the database; empty if it has not come
   * @throws InterruptedException if whoever called the command gave up
   */
  public Optional<LoadableDatabase> find(String name, Duration patience)
      throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (true) {
        TapDatabase database = databases.get(name);
        TableStore store = stores.get(name);
        if (database != null && store != null) {
          return Optional.of(new LoadableDatabase(database, store));
        }
        if (left <= 0) {
          return Optional.empty();
        }
        left = arrival.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The names of those that are there now. */
  public SortedSet<String> names() {
    lock.lock();
    try {
      SortedSet<String> names = new TreeSet<>(stores.keySet());
      names.retainAll(databases.keySet());
      return names;
    } finally {
      lock.unlock();
    }
  }

  /** What to tell an operator of a database that was not found. */
  public String absence(String name) {
    SortedSet<String> names = names();
    return "There is no database '"
        + name
        + "' that tables can be loaded into; "
        + (names.isEmpty()
            ? "there is none at all."
            : "there are: " + String.join(", ", names) + ".");
  }
}
