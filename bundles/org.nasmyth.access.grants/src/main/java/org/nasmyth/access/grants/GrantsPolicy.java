// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.access.AccessPolicy;
import org.nasmyth.api.access.AccessRequest;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;
import org.nasmyth.exchange.Exchange;
import org.nasmyth.exchange.Lease;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may see what by release dates, private programmes and grants. With wrong settings it is there
 * all the same and refuses every request, so that a slip of the pen opens nothing.
 */
@Component(
    name = GrantsConfiguration.PID,
    service = AccessPolicy.class,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = GrantsConfiguration.class, factory = true)
public final class GrantsPolicy implements AccessPolicy {

  private static final Logger LOG = LoggerFactory.getLogger(GrantsPolicy.class);
  private static final String DATABASE = "database";

  private final Exchange<LateDatabase> databases =
      new Exchange<>(Duration.ofSeconds(3), Duration.ofSeconds(10));
  private final Map<ServiceReference<TapDatabase>, LateDatabase> joined = new ConcurrentHashMap<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final Optional<BundleContext> context;
  private final @Nullable Rules rules;
  private final GrantBook book;

  /** Reads the settings; the database is found in the service registry. */
  @Activate
  public GrantsPolicy(GrantsConfiguration configuration, BundleContext context) {
    this(configuration, Optional.of(context));
  }

  /** A policy over a database that is there already. */
  GrantsPolicy(GrantsConfiguration configuration, TapDatabase database) {
    this(configuration, Optional.empty());
    databases.join(new LateDatabase(new OpenDatabase(database)), List.of(DATABASE), 0);
  }

  private GrantsPolicy(GrantsConfiguration configuration, Optional<BundleContext> context) {
    this.context = context;
    Rules read = null;
    try {
      read = Rules.of(configuration);
    } catch (IllegalArgumentException e) {
      LOG.error(
          "{}: {}. Until this is right, all requests are refused.",
          GrantsConfiguration.PID,
          e.getMessage());
    }
    rules = read;
    book =
        new GrantBook(
            read == null ? new Rules(Optional.empty(), List.of(), Map.of(), Set.of()) : read,
            Duration.ofSeconds(Math.max(0, configuration.cacheSeconds())));
  }

  /** Gives the policy the database of programmes and grants. */
  @Reference(
      name = DATABASE,
      service = TapDatabase.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addDatabase(ServiceReference<TapDatabase> reference) {
    LateDatabase late = new LateDatabase(new RegisteredDatabase(context.orElseThrow(), reference));
    joined.put(reference, late);
    databases.join(
        late,
        List.of(DATABASE),
        reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer rank ? rank : 0);
  }

  /** Takes the database away, after the requests that read from it. */
  public void removeDatabase(ServiceReference<TapDatabase> reference) {
    LateDatabase late = joined.remove(reference);
    if (late != null) {
      if (!databases.leave(late)) {
        LOG.warn("A request still reads from a database that is leaving; it may be refused.");
      }
      late.close();
    }
  }

  private record OpenDatabase(TapDatabase database) implements LateDatabase.Door {
    @Override
    public TapDatabase open() {
      return database;
    }

    @Override
    public void close() {}
  }

  private record RegisteredDatabase(BundleContext context, ServiceReference<TapDatabase> reference)
      implements LateDatabase.Door {
    @Override
    public @Nullable TapDatabase open() {
      return context.getService(reference);
    }

    @Override
    public void close() {
      boolean unused = context.ungetService(reference);
    }
  }

  /** Lets nobody wait for a database any longer. */
  @Deactivate
  public void close() {
    databases.close();
  }

  @Override
  public boolean isOpen(Table table) {
    return rules != null && rules.table(table.name()).isEmpty();
  }

  @Override
  public AccessPolicy prepared(AccessRequest request) throws DatabaseException {
    if (rules == null) {
      throw LateDatabase.absent();
    }
    try (Reading reading = new Reading()) {
      return new PreparedPolicy(
          rules, book.permissions(request, reading), request.catalogue(), this::tell);
    }
  }

  private void tell(String misfit) {
    if (told.add(misfit)) {
      LOG.error(misfit);
    }
  }

  @Override
  public ProductAccess access(Identity caller, Product product, Instant now) {
    throw unprepared();
  }

  private static IllegalStateException unprepared() {
    return new IllegalStateException("The policy is asked without having been prepared.");
  }

  @Override
  public Optional<Expression> restriction(Identity caller, Source.TableSource table) {
    throw unprepared();
  }

  /** A lease on the database, taken if something has to be read. */
  private final class Reading implements GrantBook.Source, AutoCloseable {

    private @Nullable Lease<LateDatabase> lease;

    @Override
    public TapDatabase open() throws DatabaseException {
      Lease<LateDatabase> taken = lease;
      if (taken == null) {
        taken = databases.lease(DATABASE).orElseThrow(LateDatabase::absent);
        lease = taken;
      }
      return taken.part().open();
    }

    @Override
    public void close() {
      if (lease != null) {
        lease.close();
      }
    }
  }
}
