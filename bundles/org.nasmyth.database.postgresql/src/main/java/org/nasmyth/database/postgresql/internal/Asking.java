// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.sql.UnusableDatabaseException;

/**
 * Who is asking, as the database's own policies find it: in parameters that hold for one
 * transaction, so that the next caller on the same connection has nothing of them.
 *
 * @param prefix before the dot of the parameters' names; empty to tell nothing
 * @param caller who is asking
 */
record Asking(String prefix, Identity caller) {

  private static final Pattern PREFIX = Pattern.compile("[a-z_][a-z0-9_]*");

  /** The names are values of parameters here, too; the array is written as text by the server. */
  private static final String TELL =
      "SELECT set_config(?, ?, true), set_config(?, CAST(CAST(? AS text[]) AS text), true)";

  /**
   * The prefix that a configuration names.
   *
   * @throws UnusableDatabaseException if there can be no such parameters
   */
  static String prefix(PostgresqlConfiguration configuration) {
    String prefix = configuration.callerSettings();
    if (!prefix.isEmpty() && !PREFIX.matcher(prefix).matches()) {
      throw new UnusableDatabaseException(
          "Database "
              + configuration.name()
              + ": callerSettings is '"
              + prefix
              + "'; it can be a word of small letters, digits and underscores.");
    }
    return prefix;
  }

  /** Tells it to the transaction of a connection. */
  void tell(Connection connection) throws SQLException {
    if (prefix.isEmpty()) {
      return;
    }
    String name = caller.name();
    Array groups = connection.createArrayOf("text", caller.groups().stream().sorted().toArray());
    try (PreparedStatement statement = connection.prepareStatement(TELL)) {
      statement.setString(1, prefix + ".user");
      statement.setString(2, name == null ? "" : name);
      statement.setString(3, prefix + ".groups");
      statement.setArray(4, groups);
      boolean unused = statement.execute();
    } finally {
      groups.free();
    }
  }
}
