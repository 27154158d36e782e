// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.query.Query;

/** A database that has to be there and must not be asked anything. */
public final class UnaskedDatabase implements TapDatabase, TableStore {

  private static AssertionError asked() {
    return new AssertionError("This database was not to be asked.");
  }

  @Override
  public Catalogue catalogue() {
    throw asked();
  }

  @Override
  public String dialect() {
    throw asked();
  }

  @Override
  public AdqlFeatures features() {
    throw asked();
  }

  @Override
  public boolean supports(AdqlFunction function) {
    throw asked();
  }

  @Override
  public RowStream execute(Query query, long maxRows, Cancellation cancellation) {
    throw asked();
  }

  @Override
  public void ping() {
    throw asked();
  }

  @Override
  public TableLoad begin(TableDefinition definition, IfPresent ifPresent) {
    throw asked();
  }

  @Override
  public boolean drop(TableName name) {
    throw asked();
  }
}
