// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TableChange;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.database.UploadSession;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.query.Query;
import org.nasmyth.sql.Sql;
import org.nasmyth.sql.UnusableDatabaseException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** An archive's tables in a DuckDB file, within this process. One component per configuration. */
@Component(
    service = {TapDatabase.class, TableStore.class},
    configurationPid = "org.nasmyth.database.duckdb",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DuckDbConfiguration.class, factory = true)
public final class DuckDbDatabase implements TapDatabase, TableStore, AutoCloseable {

  static final String DIALECT = "duckdb";

  private final Engine engine;
  private final ArchiveStore store;
  private final QueryRunner runner;

  /**
   * Opens the database.
   *
   * @throws UnusableDatabaseException if it cannot be used, saying why in one line
   */
  @Activate
  public DuckDbDatabase(DuckDbConfiguration configuration) {
    this(DuckDbSettings.of(configuration));
  }

  DuckDbDatabase(DuckDbSettings settings) {
    try {
      engine = Engine.open(settings);
    } catch (DatabaseException e) {
      throw new UnusableDatabaseException(String.valueOf(e.getMessage()));
    }
    try {
      store = new ArchiveStore(engine);
    } catch (SQLException e) {
      engine.close();
      throw new UnusableDatabaseException(
          "Database " + settings.file() + ": its TAP_SCHEMA cannot be read: " + e.getMessage());
    }
    Dialect dialect = new Dialect(engine.constants(), new JavaFunctions(engine));
    runner = new QueryRunner(engine, dialect, store::archive, settings.concurrentQueries());
  }

  @Override
  public Catalogue catalogue() {
    return store.archive().catalogue();
  }

  @Override
  public String dialect() {
    return DIALECT;
  }

  @Override
  public AdqlFeatures features() {
    return AdqlFeatures.all();
  }

  @Override
  public boolean supports(AdqlFunction function) {
    FunctionBody body = function.body();
    return body.dialects().contains(DIALECT)
        || (body instanceof FunctionBody.JavaBody && !function.signature().isAggregate());
  }

  @Override
  public RowStream execute(Query query, long maxRows, Cancellation cancellation)
      throws DatabaseException {
    return runner.run(query, maxRows, cancellation);
  }

  @Override
  public boolean takesUploads() {
    return true;
  }

  @Override
  public UploadSession openUploads(Cancellation cancellation) throws DatabaseException {
    return new Uploads(engine, this, runner, store::archive);
  }

  @Override
  public void ping() throws DatabaseException {
    try {
      DuckDBConnection connection = engine.acquire();
      try {
        boolean unused = new Sql(connection).rows("SELECT 1").isEmpty();
      } finally {
        engine.release(connection);
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          DatabaseException.Kind.UNAVAILABLE, "The embedded database does not answer.", e);
    }
  }

  @Override
  public TableLoad begin(TableDefinition definition, IfPresent ifPresent) throws DatabaseException {
    return store.begin(definition, ifPresent);
  }

  @Override
  public boolean drop(TableName name) throws DatabaseException {
    return store.drop(name);
  }

  @Override
  public TableChange change() throws DatabaseException {
    return store.change();
  }

  /** Ends running queries and closes the file. */
  @Deactivate
  @Override
  public void close() {
    runner.close();
    engine.close();
  }
}
