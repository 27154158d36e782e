// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
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
import org.nasmyth.api.identity.Identity;
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

/**
 * An archive's tables in a PostgreSQL database. One component per configuration. It comes up
 * whether or not the server can be reached, and finds it when it can.
 */
@Component(
    service = {TapDatabase.class, TableStore.class},
    configurationPid = "org.nasmyth.database.postgresql",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = PostgresqlConfiguration.class, factory = true)
public final class PostgresqlDatabase implements TapDatabase, TableStore, AutoCloseable {

  /** What a template holds that calls functions of {@code sql/nasmyth.sql}. */
  private static final String OUR_FUNCTIONS = "nasmyth.";

  private final String callerSettings;
  private final Pool pool;
  private final ArchiveSource source;
  private final PostgresqlStore store;

  /**
   * Prepares connections.
   *
   * @throws UnusableDatabaseException if the configuration makes no sense, saying why in one line
   */
  @Activate
  public PostgresqlDatabase(PostgresqlConfiguration configuration) {
    ArchiveSource.GeometryMode geometry = geometry(configuration);
    callerSettings = Asking.prefix(configuration);
    Server server = new Server(configuration);
    pool = new Pool(configuration.name(), server, Math.max(1, configuration.poolSize()));
    source =
        new ArchiveSource(
            pool,
            configuration.name(),
            configuration.tapSchema(),
            geometry,
            Duration.ofSeconds(configuration.refreshInterval()));
    store = new PostgresqlStore(server, source, configuration.tapSchema());
  }

  private static ArchiveSource.GeometryMode geometry(PostgresqlConfiguration configuration) {
    try {
      return ArchiveSource.GeometryMode.valueOf(configuration.geometry().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UnusableDatabaseException(
          "Database "
              + configuration.name()
              + ": geometry is '"
              + configuration.geometry()
              + "'; it can be auto, pgsphere or plain.");
    }
  }

  @Override
  public Catalogue catalogue() throws DatabaseException {
    return source.archive().catalogue();
  }

  @Override
  public String dialect() {
    return Dialect.NAME;
  }

  @Override
  public AdqlFeatures features() {
    Set<AdqlFeatures.Geometry> geometry = EnumSet.allOf(AdqlFeatures.Geometry.class);
    if (!functionsInstalled()) {
      geometry.removeAll(EnumSet.of(AdqlFeatures.Geometry.REGION, AdqlFeatures.Geometry.CENTROID));
    }
    return new AdqlFeatures(geometry, EnumSet.allOf(AdqlFeatures.Optional.class));
  }

  private boolean functionsInstalled() {
    try {
      return source.archive().abilities().functions();
    } catch (DatabaseException e) {
      return false;
    }
  }

  @Override
  public boolean supports(AdqlFunction function) {
    return function
        .body()
        .template(Dialect.NAME)
        .filter(template -> !template.contains(OUR_FUNCTIONS) || functionsInstalled())
        .isPresent();
  }

  @Override
  public RowStream execute(Query query, long maxRows, Cancellation cancellation)
      throws DatabaseException {
    return execute(query, maxRows, Identity.ANONYMOUS, cancellation);
  }

  @Override
  public RowStream execute(Query query, long maxRows, Identity caller, Cancellation cancellation)
      throws DatabaseException {
    Translation translation = translate(query, maxRows);
    return RunningQuery.alone(pool, cancellation, query.fields())
        .start(translation, asking(caller));
  }

  /** What a transaction has to be told of a caller. */
  Asking asking(Identity caller) {
    return new Asking(callerSettings, caller);
  }

  /** What a query is in SQL. */
  Translation translate(Query query, long maxRows) throws DatabaseException {
    return Dialect.translate(query, maxRows, source.archive());
  }

  @Override
  public boolean takesUploads() {
    try {
      return source.archive().abilities().temporaryTables();
    } catch (DatabaseException e) {
      return false;
    }
  }

  @Override
  public UploadSession openUploads(Cancellation cancellation) throws DatabaseException {
    return new Uploads(pool, source, this, cancellation);
  }

  @Override
  public void ping() throws DatabaseException {
    try (Connection connection = pool.acquire(new Cancellation())) {
      boolean unused = new Sql(connection).rows("SELECT 1").isEmpty();
      connection.rollback();
    } catch (SQLException e) {
      throw Failures.unavailable(e);
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

  /** Ends running queries and closes all connections. */
  @Deactivate
  @Override
  public void close() {
    source.close();
    pool.close();
  }
}
