// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.tables;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.ProductCatalogue;
import org.nasmyth.api.products.RelatedProducts;
import org.nasmyth.api.products.Relation;
import org.nasmyth.exchange.Exchange;
import org.nasmyth.exchange.Lease;
import org.osgi.framework.Constants;
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

/** Products by the tables of one database, which may be exchanged meanwhile. */
@Component(
    name = ProductTablesConfiguration.PID,
    service = ProductCatalogue.class,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ProductTablesConfiguration.class, factory = true)
public final class TableCatalogue implements ProductCatalogue {

  private static final Logger LOG = LoggerFactory.getLogger(TableCatalogue.class);
  private static final String DATABASE = "database";

  private final Exchange<TapDatabase> databases =
      new Exchange<>(Duration.ofSeconds(3), Duration.ofSeconds(10));
  private final TableReader reader = new TableReader();
  private final ProductTables tables;

  /** Reads the settings; a wrong one keeps the component from starting. */
  @Activate
  public TableCatalogue(ProductTablesConfiguration configuration) {
    this.tables = ProductTables.of(configuration);
  }

  /** Gives the catalogue its database. */
  @Reference(
      name = DATABASE,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addDatabase(TapDatabase database, Map<String, Object> properties) {
    databases.join(
        database,
        List.of(DATABASE),
        properties.get(Constants.SERVICE_RANKING) instanceof Integer rank ? rank : 0);
  }

  /** Takes the database away, after the searches that use it. */
  public void removeDatabase(TapDatabase database) {
    if (!databases.leave(database)) {
      LOG.warn("A search for products still uses a database that is leaving; it may fail.");
    }
  }

  /** Lets nobody wait for a database any longer. */
  @Deactivate
  public void close() {
    databases.close();
  }

  @Override
  public Map<String, Product> find(Collection<String> ids, Cancellation cancellation)
      throws DatabaseException {
    return find(ids, product -> true, cancellation);
  }

  @Override
  public Map<String, Product> find(
      Collection<String> ids, Predicate<Product> shown, Cancellation cancellation)
      throws DatabaseException {
    try (Lease<TapDatabase> lease = lease()) {
      return search(lease, cancellation).find(ids, shown);
    }
  }

  @Override
  public Map<String, List<Relation>> relations(
      Collection<Product> products, Cancellation cancellation) throws DatabaseException {
    try (Lease<TapDatabase> lease = lease()) {
      return search(lease, cancellation).relations(products);
    }
  }

  @Override
  public RelatedProducts findRelated(
      Collection<String> ids, Predicate<Product> shown, Cancellation cancellation)
      throws DatabaseException {
    try (Lease<TapDatabase> lease = lease()) {
      return search(lease, cancellation).findRelated(ids, shown);
    }
  }

  @Override
  public Product describe(Product product, Cancellation cancellation) throws DatabaseException {
    try (Lease<TapDatabase> lease = lease()) {
      return search(lease, cancellation).describe(product);
    }
  }

  private Search search(Lease<TapDatabase> lease, Cancellation cancellation) {
    return new Search(tables, new LookUp(lease.part(), reader, cancellation));
  }

  private Lease<TapDatabase> lease() throws DatabaseException {
    return databases
        .lease(DATABASE)
        .orElseThrow(
            () ->
                new DatabaseException(
                    DatabaseException.Kind.UNAVAILABLE,
                    "The database of products is not there at the moment. Try again soon.",
                    null));
  }
}
