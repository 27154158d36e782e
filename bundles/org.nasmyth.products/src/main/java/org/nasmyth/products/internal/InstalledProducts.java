// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.internal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.access.AccessPolicy;
import org.nasmyth.api.access.AccessRequest;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.access.ProductAccess.Verdict;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.ProductCatalogue;
import org.nasmyth.api.products.RelatedProducts;
import org.nasmyth.api.products.Relation;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.api.storage.Storage;
import org.nasmyth.exchange.Assembly;
import org.nasmyth.exchange.Assembly.Leased;
import org.nasmyth.products.ArchiveNames;
import org.nasmyth.products.Products;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Products over the catalogues, storages and access policies that are registered as services. */
@Component(name = "org.nasmyth.products", service = Products.class)
@Designate(ocd = InstalledProducts.Settings.class)
public final class InstalledProducts implements Products {

  /** How the archive calls its products. */
  @ObjectClassDefinition(
      name = "Nasmyth products",
      description = "How the archive calls its products.")
  public @interface Settings {
    /** The IVOA authority of dataset identifiers. */
    @AttributeDefinition(
        name = "Authority",
        description = "The IVOA authority of the archive's dataset identifiers.")
    String authority() default "eso.org";

    /** Where the archive is served. */
    @AttributeDefinition(
        name = "Base address",
        description = "Where the archive is served; empty to take the address that clients use.")
    String baseUrl() default "";

    /** How many access policies there have to be. */
    @AttributeDefinition(
        name = "Access policies",
        description =
            "How many access policies there have to be. Under fewer nothing is delivered, such as"
                + " while the server starts or when a policy's bundle is missing.")
    int accessPolicies() default 0;

    /** The pace at which it is told what is not shown. */
    @AttributeDefinition(
        name = "Pace of refusals",
        description =
            "That there is no product of an identifier, or none that the caller may know of, is told"
                + " so many milliseconds after the look-up began, or twice, three times so many, so"
                + " that times do not tell which of both. Longer than look-ups usually take; 0 to"
                + " tell it at once. Without access policies it is told at once, too.",
        min = "0",
        max = "1000")
    int refusalMillis() default 20;
  }

  private static final Logger LOG = LoggerFactory.getLogger(InstalledProducts.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

  private final ArchiveNames names;
  private final Clock clock;
  private final Assembly<ProductCatalogue> catalogues = new Assembly<>(PATIENCE, DRAIN_LIMIT);
  private final Assembly<Storage> storages = new Assembly<>(PATIENCE, DRAIN_LIMIT);
  private final Assembly<AccessPolicy> policies = new Assembly<>(PATIENCE, DRAIN_LIMIT);
  private final int requiredPolicies;
  private final Pace pace;

  /** Takes the settings. */
  @Activate
  public InstalledProducts(Settings settings) {
    this(
        new ArchiveNames(settings.authority().strip(), base(settings.baseUrl())),
        systemClock(),
        settings.accessPolicies(),
        Pace.of(Duration.ofMillis(settings.refusalMillis())));
  }

  /**
   * Products under given names; policies are told the time of the clock.
   *
   * @param requiredPolicies how many access policies there have to be
   */
  public InstalledProducts(ArchiveNames names, Clock clock, int requiredPolicies) {
    this(names, clock, requiredPolicies, Pace.NONE);
  }

  InstalledProducts(ArchiveNames names, Clock clock, int requiredPolicies, Pace pace) {
    this.names = names;
    this.clock = clock;
    this.requiredPolicies = requiredPolicies;
    this.pace = pace;
  }

  /** The same without a demand for access policies. */
  public InstalledProducts(ArchiveNames names, Clock clock) {
    this(names, clock, 0);
  }

  private static Clock systemClock() {
    return Clock.systemUTC();
  }

  private static @Nullable String base(String configured) {
    String base = configured.strip();
    if (base.isEmpty()) {
      return null;
    }
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  /** Asks a catalogue from now on. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addCatalogue(ProductCatalogue catalogue, Map<String, Object> properties) {
    catalogues.join(catalogue, properties);
  }

  /** Asks a catalogue no longer. */
  public void removeCatalogue(ProductCatalogue catalogue) {
    told(catalogues.leave(catalogue), "catalogue of products");
  }

  /** Reads from a storage from now on. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addStorage(Storage storage, Map<String, Object> properties) {
    storages.join(storage, properties);
  }

  /** Reads from a storage no longer. */
  public void removeStorage(Storage storage) {
    told(storages.leave(storage), "storage");
  }

  /** Asks a policy from now on. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addPolicy(AccessPolicy policy, Map<String, Object> properties) {
    policies.join(policy, properties);
  }

  /** Asks a policy no longer. */
  public void removePolicy(AccessPolicy policy) {
    told(policies.leave(policy), "access policy");
  }

  private static void told(boolean unused, String what) {
    if (!unused) {
      LOG.warn("A request still uses a {} that is leaving; it may fail.", what);
    }
  }

  /** Lets nobody wait any longer for plugins. */
  @Deactivate
  public void close() {
    catalogues.close();
    storages.close();
    policies.close();
  }

  @Override
  public ArchiveNames names() {
    return names;
  }

  @Override
  public Map<String, Product> find(Collection<String> ids, Cancellation cancellation)
      throws DatabaseException {
    requireReadableRules(cancellation);
    return find(ids, (catalogue, open) -> catalogue.find(open, cancellation));
  }

  @Override
  public Map<String, Product> find(
      Collection<String> ids, Identity caller, Cancellation cancellation) throws DatabaseException {
    AccessRequest request = request(caller, cancellation);
    try (Leased<AccessPolicy> leased = policies.lease()) {
      Predicate<Product> shown = shown(leased, request);
      long beginning = pace.begin();
      Map<String, Product> found =
          find(ids, (catalogue, open) -> catalogue.find(open, shown, cancellation));
      keepPace(beginning, ids, found, leased);
      return found;
    }
  }

  @Override
  public RelatedProducts findRelated(
      Collection<String> ids, Identity caller, Cancellation cancellation) throws DatabaseException {
    AccessRequest request = request(caller, cancellation);
    Map<String, List<Relation>> relations = new LinkedHashMap<>();
    try (Leased<AccessPolicy> leased = policies.lease();
        Leased<ProductCatalogue> installed = catalogues.lease()) {
      Predicate<Product> shown = shown(leased, request);
      long beginning = pace.begin();
      Map<String, Product> products =
          find(
              ids,
              (catalogue, open) -> {
                RelatedProducts found = catalogue.findRelated(open, shown, cancellation);
                add(relations, found.relations());
                for (ProductCatalogue other : installed.parts()) {
                  if (!other.equals(catalogue) && !found.products().isEmpty()) {
                    add(relations, other.relations(found.products().values(), cancellation));
                  }
                }
                return found.products();
              });
      keepPace(beginning, ids, products, leased);
      return new RelatedProducts(products, relations);
    }
  }

  /** What is not shown is told at a pace, whether it is there or not. */
  private void keepPace(
      long beginning,
      Collection<String> ids,
      Map<String, Product> found,
      Leased<AccessPolicy> installed) {
    if (!installed.parts().isEmpty() && !found.keySet().containsAll(ids)) {
      pace.keep(beginning);
    }
  }

  private static void add(Map<String, List<Relation>> relations, Map<String, List<Relation>> more) {
    more.forEach(
        (id, found) -> relations.computeIfAbsent(id, key -> new ArrayList<>()).addAll(found));
  }

  /**
   * Which products a caller may know of. The rules are read before anything is looked for, so that
   * neither refusal nor delay tells what there is.
   */
  private Predicate<Product> shown(Leased<AccessPolicy> leased, AccessRequest request)
      throws DatabaseException {
    List<AccessPolicy> prepared = prepared(leased, request);
    Set<String> hidden = new HashSet<>();
    return product -> {
      // Of several catalogues the first that knows it is believed.
      if (hidden.contains(product.id())) {
        return false;
      }
      boolean shown = access(prepared, request, product).verdict() != Verdict.HIDDEN;
      return shown || !hidden.add(product.id());
    };
  }

  /** How a catalogue is asked. */
  private interface Question {
    Map<String, Product> ask(ProductCatalogue catalogue, List<String> ids) throws DatabaseException;
  }

  private Map<String, Product> find(Collection<String> ids, Question question)
      throws DatabaseException {
    Set<String> open = new LinkedHashSet<>(ids);
    Map<String, Product> found = new LinkedHashMap<>();
    try (Leased<ProductCatalogue> leased = catalogues.lease()) {
      for (ProductCatalogue catalogue : leased.parts()) {
        if (!open.isEmpty()) {
          found.putAll(question.ask(catalogue, List.copyOf(open)));
          open.removeAll(found.keySet());
        }
      }
      if (leased.parts().isEmpty() && !open.isEmpty()) {
        throw new DatabaseException(
            DatabaseException.Kind.UNAVAILABLE,
            "The catalogue of products is not there at the moment. Try again soon.",
            null);
      }
    }
    return found;
  }

  @Override
  public Map<String, List<Relation>> relations(
      Collection<Product> products, Cancellation cancellation) throws DatabaseException {
    Map<String, List<Relation>> relations = new LinkedHashMap<>();
    try (Leased<ProductCatalogue> leased = catalogues.lease()) {
      for (ProductCatalogue catalogue : leased.parts()) {
        add(relations, catalogue.relations(products, cancellation));
      }
    }
    return relations;
  }

  @Override
  public Product describe(Product product, Cancellation cancellation) throws DatabaseException {
    Product described = product;
    try (Leased<ProductCatalogue> leased = catalogues.lease()) {
      for (ProductCatalogue catalogue : leased.parts()) {
        described = catalogue.describe(described, cancellation);
      }
    }
    return described;
  }

  /**
   * Refuses before anything is looked for, so that the refusal says nothing of what there is.
   *
   * @throws DatabaseException if the access policies cannot tell who may see what
   */
  private void requireReadableRules(Cancellation cancellation) throws DatabaseException {
    try (Leased<AccessPolicy> leased = policies.lease()) {
      prepared(leased, request(Identity.ANONYMOUS, cancellation));
    }
  }

  private AccessRequest request(Identity caller, Cancellation cancellation) {
    return new AccessRequest(caller, clock.instant(), Optional.empty(), cancellation);
  }

  private List<AccessPolicy> prepared(Leased<AccessPolicy> leased, AccessRequest request)
      throws DatabaseException {
    if (leased.parts().size() < requiredPolicies) {
      throw new DatabaseException(
          DatabaseException.Kind.UNAVAILABLE,
          "The rules of who may see what are not there at the moment. Try again soon.",
          null);
    }
    List<AccessPolicy> prepared = new ArrayList<>();
    for (AccessPolicy policy : leased.parts()) {
      prepared.add(policy.prepared(request));
    }
    return prepared;
  }

  @Override
  public ProductAccess access(Identity caller, Product product) {
    AccessRequest request = request(caller, new Cancellation());
    try (Leased<AccessPolicy> leased = policies.lease()) {
      return access(prepared(leased, request), request, product);
    } catch (DatabaseException e) {
      LOG.error("Product {} is hidden, because the access rules cannot be read.", product.id(), e);
      return new ProductAccess(Verdict.HIDDEN, null);
    }
  }

  private static ProductAccess access(
      List<AccessPolicy> prepared, AccessRequest request, Product product) {
    ProductAccess access = ProductAccess.PUBLIC;
    for (AccessPolicy policy : prepared) {
      access = access.and(policy.access(request.caller(), product, request.now()));
    }
    return access;
  }

  @Override
  public List<String> reasons(Identity caller, Product product) throws DatabaseException {
    AccessRequest request = request(caller, new Cancellation());
    List<String> reasons = new ArrayList<>();
    try (Leased<AccessPolicy> leased = policies.lease()) {
      for (AccessPolicy policy : prepared(leased, request)) {
        reasons.addAll(policy.reasons(caller, product, request.now()));
      }
    }
    return reasons;
  }

  @Override
  public Optional<FileState> state(DataFile file) throws IOException {
    IOException failure = null;
    try (Leased<Storage> leased = storages.lease()) {
      for (Storage storage : leased.parts()) {
        try {
          Optional<FileState> state = storage.find(file.reference());
          if (state.isPresent()) {
            return state;
          }
        } catch (IOException e) {
          failure = e;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
    return Optional.empty();
  }

  @Override
  public OpenFile open(DataFile file) throws IOException {
    IOException failure = null;
    Leased<Storage> leased = storages.lease();
    boolean opened = false;
    try {
      for (Storage storage : leased.parts()) {
        try {
          OpenFile opening = storage.open(file.reference());
          opened = true;
          return new LeasedFile(opening, leased);
        } catch (NoSuchFileException e) {
          failure = failure == null ? e : failure;
        } catch (IOException e) {
          failure = e;
        }
      }
    } finally {
      if (!opened) {
        leased.close();
      }
    }
    throw failure == null ? new NoSuchFileException(file.reference()) : failure;
  }
}
