// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.database;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The tables that one query brings along (TAP 1.1, section 2.7.1), which nobody else sees. They are
 * gone when the session is closed, when the process dies, and when the database loses the
 * connection. Used by one thread at a time; a load is committed or closed before the next begins.
 */
@ConsumerType
public interface UploadSession extends AutoCloseable {

  /** The schema that the tables of a session are in. */
  String SCHEMA = "TAP_UPLOAD";

  /**
   * Begins to load a table, which is part of {@link #database} after its commit.
   *
   * @param definition a table of the schema {@value #SCHEMA}; it may have a spatial index where
   *     positions are named, and has one over its regions
   * @throws DatabaseException of kind CONFLICT if the session has a table of that name
   */
  TableLoad begin(TableDefinition definition) throws DatabaseException;

  /**
   * The database with the tables of this session: its catalogue holds both, and its queries can use
   * both. Good for one query at a time, and not after the session was closed.
   */
  TapDatabase database();

  /** Drops the tables, at any moment, and ends what goes on. */
  @Override
  void close();
}
