// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.nasmyth.api.metadata.WrittenName.quoted;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableChange;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sql.Sql;
import org.nasmyth.sql.TapSchemaLayout;
import org.nasmyth.sql.TapSchemaWriter;

/**
 * Loads tables, over connections of its own that can write if the role may. Each load is one
 * transaction. Safe for any thread.
 */
final class PostgresqlStore implements TableStore {

  private final Server server;
  private final ArchiveSource source;
  private final String tapSchema;

  PostgresqlStore(Server server, ArchiveSource source, String tapSchema) {
    this.server = server;
    this.source = source;
    this.tapSchema = tapSchema;
  }

  @Override
  public TableLoad begin(TableDefinition definition, IfPresent ifPresent) throws DatabaseException {
    TableName name = definition.table().name();
    refuseOurOwn(name);
    if (ifPresent == IfPresent.REFUSE && source.refreshed().tables().containsKey(name)) {
      throw exists(name);
    }
    return new Loading(server, this, definition, ifPresent);
  }

  @Override
  public TableChange change() throws DatabaseException {
    return new Changing(server, this);
  }

  /** A table whose rows can be changed. */
  StoredTable changeable(TableName name) throws DatabaseException {
    refuseOurOwn(name);
    StoredTable stored = source.archive().tables().get(name);
    if (stored == null) {
      stored = source.refreshed().tables().get(name);
    }
    if (stored == null) {
      throw new DatabaseException(
          DatabaseException.Kind.BAD_VALUE, "There is no table " + name + ".", null);
    }
    return stored;
  }

  static DatabaseException exists(TableName name) {
    return new DatabaseException(
        DatabaseException.Kind.CONFLICT, "Table " + name + " exists already.", null);
  }

  private void refuseOurOwn(TableName name) throws DatabaseException {
    if (name.schema().equalsIgnoreCase(TapSchemaLayout.SCHEMA)
        || name.schema().equalsIgnoreCase(tapSchema)) {
      throw new DatabaseException(
          DatabaseException.Kind.CONFLICT,
          "The schema " + name.schema() + " belongs to the archive itself.",
          null);
    }
  }

  /**
   * Lets no other load describe tables or make schemas until this transaction ends. IF NOT EXISTS
   * fails for one of two transactions that make the same at once, and both would describe a schema
   * that is new. Whoever locks tables, too, locks them before, so that two never wait for each
   * other.
   */
  void alone(Sql sql) throws SQLException {
    List<?> unused =
        sql.rows("SELECT pg_advisory_xact_lock(hashtext(?), hashtext(?))", "nasmyth", tapSchema);
  }

  /** Makes a TAP_SCHEMA where there is none, within a transaction that is {@link #alone}. */
  void createTapSchema(Sql sql) throws SQLException {
    if (!ArchiveReader.isThere(sql, tapSchema)) {
      describer(sql).create();
    }
  }

  /** What describes tables, within a transaction. */
  TapSchemaWriter describer(Sql sql) {
    return new TapSchemaWriter(sql, tapSchema, TypeNames::sql);
  }

  /** Makes what was committed visible. */
  void changed() throws DatabaseException {
    Archive unused = source.refreshed();
  }

  @Override
  public boolean drop(TableName name) throws DatabaseException {
    refuseOurOwn(name);
    if (!source.refreshed().tables().containsKey(name)) {
      return false;
    }
    try (Connection connection = server.writer()) {
      Sql sql = new Sql(connection);
      sql.run("DROP TABLE " + quoted(name.schema()) + "." + quoted(name.table()));
      alone(sql);
      describer(sql).remove(name);
      connection.commit();
    } catch (SQLException e) {
      throw Loading.failure(e);
    }
    changed();
    return true;
  }
}
