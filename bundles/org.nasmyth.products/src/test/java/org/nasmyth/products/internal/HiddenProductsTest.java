// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.access.AccessPolicy;
import org.nasmyth.api.access.AccessRequest;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.ProductCatalogue;
import org.nasmyth.api.products.Relation;
import org.nasmyth.api.products.Rights;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;
import org.nasmyth.products.ArchiveNames;

@DisplayName("A product that the caller may not know of")
class HiddenProductsTest {

  private static final Identity STRANGER = new Identity("stranger", Set.of());
  private static final Identity OWNER = new Identity("owner", Set.of());

  /** A clock that goes on by what catalogues take and what is waited. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000);

  private final InstalledProducts products =
      new InstalledProducts(
          new ArchiveNames("eso.org", null),
          Clock.systemUTC(),
          1,
          new Pace(Duration.ofMillis(20), nanos::get, nanos::addAndGet));
  private final ByOwner policy = new ByOwner();
  private final Listed first = new Listed(Map.of("A", "owner", "B", "everybody"));
  private final Listed second = new Listed(Map.of("A", "everybody", "C", "everybody"));

  @BeforeEach
  void install() {
    products.addCatalogue(first, Map.of("service.ranking", 2));
    products.addCatalogue(second, Map.of("service.ranking", 1));
    products.addPolicy(policy, Map.of());
  }

  @AfterEach
  void close() {
    products.close();
  }

  @Test
  @DisplayName("is not found, nor what a catalogue that is believed less says of it")
  void hidden() throws Exception {
    List<String> all = List.of("A", "B", "C", "D");
    assertThat(products.find(all, OWNER, new Cancellation())).containsOnlyKeys("A", "B", "C");
    assertThat(products.find(all, STRANGER, new Cancellation())).containsOnlyKeys("B", "C");
  }

  @Test
  @DisplayName("is looked for wherever one that is not there is looked for")
  void sameCatalogues() throws Exception {
    assertThat(products.find(List.of("A"), STRANGER, new Cancellation())).isEmpty();
    List<Integer> hidden = List.of(first.asked, second.asked, policy.prepared);
    assertThat(products.find(List.of("D"), STRANGER, new Cancellation())).isEmpty();
    assertThat(List.of(first.asked, second.asked, policy.prepared))
        .isEqualTo(hidden.stream().map(times -> 2 * times).toList());
  }

  @Test
  @DisplayName("is refused at the same moment, however long it was looked for")
  void pace() throws Exception {
    for (int millis : new int[] {0, 1, 7, 19}) {
      first.takes = millis;
      assertThat(millis(List.of("A"), STRANGER)).isEqualTo(20);
      assertThat(millis(List.of("A"), OWNER))
          .as("what is shown waits for nothing")
          .isEqualTo(millis);
      first.takes = 20L + millis;
      assertThat(millis(List.of("A"), STRANGER)).isEqualTo(40);
      assertThat(millis(List.of("B", "A"), STRANGER)).isEqualTo(40);
    }
  }

  @Test
  @DisplayName("is refused at once when the request ends")
  void interrupted() throws Exception {
    InstalledProducts paced =
        new InstalledProducts(
            new ArchiveNames("eso.org", null), Clock.systemUTC(), 1, Pace.of(Duration.ofDays(1)));
    paced.addCatalogue(first, Map.of());
    paced.addPolicy(policy, Map.of());
    Thread.currentThread().interrupt();
    assertThat(paced.find(List.of("A"), STRANGER, new Cancellation())).isEmpty();
    assertThat(Thread.interrupted()).isTrue();
    paced.close();
  }

  /** How long a search takes, by the clock of this test. */
  private long millis(List<String> ids, Identity caller) throws Exception {
    long begun = nanos.get();
    Map<String, Product> one = products.find(ids, caller, new Cancellation());
    long between = nanos.get();
    assertThat(products.findRelated(ids, caller, new Cancellation()).products()).isEqualTo(one);
    assertThat(nanos.get() - between).as("with what belongs to it").isEqualTo(between - begun);
    return (between - begun) / 1_000_000;
  }

  @Test
  @DisplayName("is not looked for while the rules cannot be read, as nothing is")
  void unreadableRules() {
    policy.readable = false;
    for (String id : List.of("A", "D")) {
      assertThatThrownBy(() -> products.find(List.of(id), OWNER, new Cancellation()))
          .isInstanceOf(DatabaseException.class);
    }
    assertThat(first.asked).isZero();
  }

  /** Products by whom they belong to. */
  private final class Listed implements ProductCatalogue {
    private final Map<String, String> owners;
    private int asked;
    private long takes;

    Listed(Map<String, String> owners) {
      this.owners = owners;
    }

    @Override
    public Map<String, Product> find(Collection<String> ids, Cancellation cancellation) {
      asked++;
      nanos.addAndGet(takes * 1_000_000);
      Map<String, Product> found = new LinkedHashMap<>();
      for (String id : new ArrayList<>(ids)) {
        if (owners.containsKey(id)) {
          found.put(id, product(id, owners.get(id)));
        }
      }
      return found;
    }

    private Product product(String id, String owner) {
      return new Product(
          id,
          Product.Kind.RAW,
          null,
          null,
          new DataFile(id, null, null, null, OptionalLong.empty(), null),
          Coverage.UNKNOWN,
          new Rights(null, null, owner, null),
          null,
          null,
          List.of());
    }

    @Override
    public Map<String, List<Relation>> relations(
        Collection<Product> products, Cancellation cancellation) {
      return Map.of();
    }
  }

  /** The name of who may know of a product stands where the programme's does. */
  private static final class ByOwner implements AccessPolicy {
    private int prepared;
    private boolean readable = true;

    @Override
    public AccessPolicy prepared(AccessRequest request) throws DatabaseException {
      prepared++;
      if (!readable) {
        throw new DatabaseException(DatabaseException.Kind.UNAVAILABLE, "No rules.", null);
      }
      return this;
    }

    @Override
    public Optional<Expression> restriction(Identity caller, Source.TableSource table) {
      return Optional.empty();
    }

    @Override
    public ProductAccess access(Identity caller, Product product, Instant now) {
      String owner = product.rights().programme();
      return "everybody".equals(owner) || String.valueOf(caller.name()).equals(owner)
          ? ProductAccess.PUBLIC
          : new ProductAccess(ProductAccess.Verdict.HIDDEN, null);
    }
  }
}
