// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import java.util.List;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.metadata.Table;

/**
 * A database as one query sees it that brings tables along: what it can do is what the database
 * itself can.
 */
public abstract class UploadView implements TapDatabase {

  private final TapDatabase base;

  /** A view of a database. */
  protected UploadView(TapDatabase base) {
    this.base = base;
  }

  /**
   * Refuses a second table of one name.
   *
   * @param tables those that have been uploaded
   * @throws DatabaseException of kind CONFLICT if there is one of that name
   */
  public static void refuseSecond(List<Table> tables, TableDefinition added)
      throws DatabaseException {
    String name = added.table().name().table();
    if (tables.stream().anyMatch(table -> table.name().table().equalsIgnoreCase(name))) {
      throw new DatabaseException(
          DatabaseException.Kind.CONFLICT, "There are two uploaded tables " + name + ".", null);
    }
  }

  @Override
  public final String dialect() {
    return base.dialect();
  }

  @Override
  public final AdqlFeatures features() {
    return base.features();
  }

  @Override
  public final boolean supports(AdqlFunction function) {
    return base.supports(function);
  }

  @Override
  public final void ping() throws DatabaseException {
    base.ping();
  }
}
