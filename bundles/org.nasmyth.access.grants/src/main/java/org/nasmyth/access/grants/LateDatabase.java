// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TapDatabase;

/** A database that is opened when the first request needs it, not when the server starts. */
final class LateDatabase {

  /** Where the database comes from. */
  interface Door {
    /** Opens it; null if it cannot be opened or has left. */
    @Nullable TapDatabase open();

    /** Lets go of it. */
    void close();
  }

  private final Door door;
  private @Nullable TapDatabase database;

  LateDatabase(Door door) {
    this.door = door;
  }

  /**
   * The database.
   *
   * @throws DatabaseException if it cannot be opened or has left
   */
  synchronized TapDatabase open() throws DatabaseException {
    TapDatabase opened = database == null ? door.open() : database;
    if (opened == null) {
      throw absent();
    }
    database = opened;
    return opened;
  }

  /** Lets go of the database; nobody uses it any more. */
  synchronized void close() {
    if (database != null) {
      door.close();
      database = null;
    }
  }

  static DatabaseException absent() {
    return new DatabaseException(
        DatabaseException.Kind.UNAVAILABLE,
        "The rules of who may see what are not there at the moment. Try again soon.",
        null);
  }
}
