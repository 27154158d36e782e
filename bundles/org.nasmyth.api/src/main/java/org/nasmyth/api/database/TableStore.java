// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.database;

import org.nasmyth.api.metadata.TableName;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A database that tables can be loaded into. Registered as an OSGi service beside the {@link
 * TapDatabase} of the same {@link TapDatabase#NAME}. Safe for any thread.
 */
@ProviderType
public interface TableStore {

  /** What to do if the table exists. */
  enum IfPresent {
    /** Refuse with {@link DatabaseException.Kind#CONFLICT}. */
    REFUSE,
    /** Put the new one in its place, at the moment of {@link TableLoad#commit}. */
    REPLACE
  }

  /**
   * Begins to load a table. Nobody sees it, in queries or in TAP_SCHEMA, before the commit.
   *
   * @throws DatabaseException of kind CONFLICT if the table exists and is not to be replaced
   */
  TableLoad begin(TableDefinition definition, IfPresent ifPresent) throws DatabaseException;

  /**
   * Takes a table away, with its rows in TAP_SCHEMA.
   *
   * @return whether there was one
   */
  boolean drop(TableName name) throws DatabaseException;

  /**
   * Begins a change of rows of tables that are there.
   *
   * @throws DatabaseException of kind UNSUPPORTED if tables can only be loaded whole
   */
  default TableChange change() throws DatabaseException {
    throw new DatabaseException(
        DatabaseException.Kind.UNSUPPORTED, "Rows of this database cannot be changed.", null);
  }
}
