// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.api.access.AccessPolicy;
import org.nasmyth.api.access.AccessRequest;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.access.ProductAccess.Verdict;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Schema;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Rights;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;
import org.nasmyth.database.duckdb.internal.DuckDbConfiguration;
import org.nasmyth.database.duckdb.internal.DuckDbDatabase;
import org.nasmyth.testkit.Defaults;
import org.nasmyth.testkit.TestArchive;

@DisplayName("Access by grants")
class GrantsPolicyTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
  private static final Map<String, Identity> CALLERS =
      Map.of(
          "nobody", Identity.ANONYMOUS,
          "stranger", new Identity("stranger", Set.of("others")),
          "pi", new Identity("pi", Set.of()),
          "delegate", new Identity("delegate", Set.of()),
          "team", new Identity("team", Set.of("muse-team")),
          "operator", new Identity("operator", Set.of("operators")));

  private final TestArchive<DuckDbDatabase> book =
      new TestArchive<>(
          new DuckDbDatabase(
              Defaults.of(DuckDbConfiguration.class, Map.of("name", "book", "threads", 1))));

  @BeforeEach
  void load() throws DatabaseException {
    table(
        "programmes",
        "prog_id,account,metadata_private",
        List.of(row("open", "pi", "0"), row("held", "pi", "0"), row("secret", "pi", "1")));
    table(
        "grants",
        "account,team,prog_id,instrument,rights,expires",
        List.of(
            row("delegate", null, "secret", null, "metadata", null),
            row("delegate", null, "held", null, "data", "2026-06-01T00:00:01Z"),
            row("stranger", null, "held", null, "data", "2026-06-01T00:00:00Z"),
            row("stranger", null, "secret", null, "data", "some day"),
            row("stranger", null, "secret", null, "everything", null),
            row("stranger", null, null, null, "data", null),
            row("stranger", null, "other", "MUSE", "data", null),
            row(null, "muse-team", null, "MUSE", null, null)));
  }

  @AfterEach
  void close() throws Exception {
    book.close();
  }

  @ParameterizedTest(name = "{0} of a {1} product of {2}: {3}")
  @CsvSource({
    "nobody,   open,   MUSE, PUBLIC",
    "nobody,   held,   MUSE, LOGIN_NEEDED",
    "nobody,   secret, MUSE, HIDDEN",
    "stranger, open,   MUSE, PUBLIC",
    "stranger, held,   MUSE, DENIED",
    "stranger, secret, MUSE, HIDDEN",
    "pi,       held,   MUSE, GRANTED",
    "pi,       secret, MUSE, GRANTED",
    "delegate, held,   MUSE, GRANTED",
    "delegate, secret, MUSE, DENIED",
    "team,     held,   MUSE, GRANTED",
    "team,     secret, MUSE, GRANTED",
    "team,     held,   UVES, DENIED",
    "team,     secret, UVES, HIDDEN",
    "operator, secret, UVES, GRANTED",
    "operator, open,   UVES, PUBLIC"
  })
  @DisplayName("decides on products")
  void products(String caller, String programme, String instrument, Verdict verdict)
      throws Exception {
    Rights rights = new Rights(programme.equals("open") ? NOW : LATER, null, programme, instrument);
    assertThat(access(caller, rights, NOW).verdict()).isEqualTo(verdict);
  }

  @Test
  @DisplayName("asks for the moment of the request, not of the reading")
  void moments() throws Exception {
    Rights held = new Rights(LATER, null, "held", "MUSE");
    assertThat(access("delegate", held, NOW).allowed()).isTrue();
    assertThat(access("delegate", held, NOW.plusSeconds(1)).allowed()).isFalse();
    assertThat(access("nobody", held, LATER.minusNanos(1)).allowed()).isFalse();
    assertThat(access("nobody", held, LATER).verdict()).isEqualTo(Verdict.PUBLIC);
    Rights early = new Rights(null, LATER, null, null);
    assertThat(access("nobody", early, NOW).verdict()).isEqualTo(Verdict.HIDDEN);
    assertThat(access("nobody", early, LATER).verdict()).isEqualTo(Verdict.PUBLIC);
  }

  @Test
  @DisplayName("is forgotten after its time, so that a grant that is taken away has no effect")
  void revoked() throws Exception {
    GrantsPolicy policy = policy(Map.of("cacheSeconds", 0));
    Rights held = new Rights(LATER, null, "held", "MUSE");
    assertThat(access(policy, "pi", held, NOW).allowed()).isTrue();
    book.database().drop(new TableName("access", "programmes"));
    table("programmes", "prog_id,account,metadata_private", List.of(row("held", "other", "1")));
    assertThat(access(policy, "pi", held, NOW).verdict()).isEqualTo(Verdict.HIDDEN);
  }

  @Test
  @DisplayName("is refused to everybody while its tables cannot be read")
  void unreadable() throws Exception {
    book.database().drop(new TableName("access", "programmes"));
    assertThatThrownBy(() -> access("nobody", Rights.UNKNOWN, NOW))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(DatabaseException.Kind.UNAVAILABLE));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "table=dbo.raw; programe=prog_id",
        "table=dbo.raw",
        "table=dbo; programme=prog_id",
        "programme=prog_id",
        "table=dbo.raw; via=id -> dbo.other.id",
        "table=dbo.raw; via=id -> dbo.raw.id",
        "table=dbo.raw; via=id",
        "table=dbo.raw; programme=prog_id; partnerless=yes"
      })
  @DisplayName("is refused to everybody while its settings are wrong")
  void wrongSettings(String line) {
    GrantsPolicy policy = policy(Map.of("tables", new String[] {line}));
    assertThatThrownBy(() -> access(policy, "operator", Rights.UNKNOWN, NOW))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  @DisplayName("hides all rows of a table that is not as the settings say")
  void misfit() throws Exception {
    GrantsPolicy policy =
        policy(Map.of("tables", new String[] {"table=DBO.RAW; programme=run_id"}));
    Table raw =
        Table.of(
            new TableName("dbo", "raw"),
            null,
            List.of(Column.of(Field.of("prog_id", ValueType.STRING))));
    Catalogue catalogue =
        new Catalogue(List.of(new Schema("dbo", null, null, List.of(raw))), List.of());
    Source.TableSource source = new Source.TableSource(0, raw, null);
    for (String caller : List.of("nobody", "pi")) {
      Identity identity = CALLERS.get(caller);
      assertThat(prepared(policy, identity, catalogue).restriction(identity, source))
          .contains(
              new Expression.Comparison(
                  Expression.Comparison.Operator.EQUAL,
                  new Expression.Constant(0L, ValueType.INT),
                  new Expression.Constant(1L, ValueType.INT)));
    }
    Identity operator = CALLERS.get("operator");
    assertThat(prepared(policy, operator, catalogue).restriction(operator, source)).isEmpty();
  }

  @Test
  @DisplayName("answers no other caller than it was prepared for")
  void oneCaller() throws Exception {
    AccessPolicy prepared =
        prepared(policy(Map.of()), CALLERS.get("pi"), new Catalogue(List.of(), List.of()));
    assertThatThrownBy(() -> prepared.access(Identity.ANONYMOUS, product(Rights.UNKNOWN), NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("says why")
  void reasons() throws Exception {
    Identity delegate = CALLERS.get("delegate");
    AccessPolicy prepared =
        prepared(policy(Map.of()), delegate, new Catalogue(List.of(), List.of()));
    assertThat(prepared.reasons(delegate, product(new Rights(LATER, null, "secret", "MUSE")), NOW))
        .containsExactly(
            "Not everybody may know of it: programme secret is private.",
            "Its data are proprietary until 2027-01-01T00:00:00Z.",
            "User delegate has a grant to metadata of programme secret.");
  }

  private ProductAccess access(String caller, Rights rights, Instant now) throws DatabaseException {
    return access(policy(Map.of()), caller, rights, now);
  }

  private static ProductAccess access(
      GrantsPolicy policy, String caller, Rights rights, Instant now) throws DatabaseException {
    Identity identity = CALLERS.get(caller);
    return policy
        .prepared(new AccessRequest(identity, now, Optional.empty(), new Cancellation()))
        .access(identity, product(rights), now);
  }

  private static AccessPolicy prepared(GrantsPolicy policy, Identity identity, Catalogue catalogue)
      throws DatabaseException {
    return policy.prepared(
        new AccessRequest(identity, NOW, Optional.of(catalogue), new Cancellation()));
  }

  private GrantsPolicy policy(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("programmes", "table=access.programmes; programme=prog_id; private=metadata_private");
    all.put(
        "grants",
        new String[] {
          "table=access.programmes; user=account; programme=prog_id",
          "table=access.grants; user=account; group=team; programme=prog_id;"
              + " instrument=instrument; right=rights; expires=expires"
        });
    all.put("operators", new String[] {"operators"});
    all.putAll(settings);
    return new GrantsPolicy(Defaults.of(GrantsConfiguration.class, all), book.database());
  }

  private static Product product(Rights rights) {
    return new Product(
        "ADP.1",
        Product.Kind.PRODUCT,
        null,
        null,
        new DataFile("1", null, null, null, OptionalLong.empty(), null),
        Coverage.UNKNOWN,
        rights,
        null,
        null,
        List.of());
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  private void table(String name, String columns, List<List<@Nullable Object>> rows)
      throws DatabaseException {
    Table unused =
        book.load(
            Table.of(
                new TableName("access", name),
                null,
                Arrays.stream(columns.split(",", -1))
                    .map(column -> Column.of(Field.of(column, ValueType.STRING)))
                    .toList()),
            rows);
  }
}
