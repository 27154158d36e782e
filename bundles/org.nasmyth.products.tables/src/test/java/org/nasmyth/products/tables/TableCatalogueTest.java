// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.RelatedProducts;
import org.nasmyth.api.products.Relation;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;
import org.nasmyth.database.duckdb.internal.DuckDbConfiguration;
import org.nasmyth.database.duckdb.internal.DuckDbDatabase;
import org.nasmyth.sphere.Circle;
import org.nasmyth.testkit.Defaults;

@DisplayName("Products from tables")
class TableCatalogueTest {

  private static final String[] DATASETS = {
    "table=ivoa.ObsCore; kind=product; ids=ADP\\..+; id=dp_id; type=dataproduct_type;"
        + " region=s_region; bandMin=em_min; bandMax=em_max; release=obs_release_date;"
        + " programme=proposal_id; documentation=doc; facts=target_name",
    "table=dbo.raw; kind=raw; log=.NL; ids=(?!ADP\\.|M\\.).+; id=dp_id; release=release_date"
  };

  private final DuckDbDatabase database =
      new DuckDbDatabase(Defaults.of(DuckDbConfiguration.class, Map.of("name", "obs")));
  private final TableCatalogue catalogue = new TableCatalogue(configuration());

  @BeforeEach
  void load() throws Exception {
    table(
        "ivoa.ObsCore",
        "dp_id,dataproduct_type,s_region,em_min:d,em_max:d,obs_release_date,proposal_id,doc,target_name",
        row(
            "ADP.1",
            "cube",
            "CIRCLE J2000 10 -20 0.5",
            4e-7,
            9e-7,
            "2020-01-02T03:04:05.678Z",
            "096.A(B)",
            "http://docs/1",
            "M 83"),
        row("ADP.2", "image", "nonsense", null, 9e-7, "soon", null, null, null));
    table(
        "dbo.raw",
        "dp_id,release_date",
        row("MUSE.1", "2019-01-01"),
        row("MUSE.2", "2019-01-01 00:00:01"));
    table(
        "phase3v2.product_files",
        "archive_id,product_id,eso_category,original_filename",
        row("ADP.1", "ADP.1", "SCIENCE.CUBE.IFS", "cube.fits"),
        row("ADP.1w", "ADP.1", "ANCILLARY.IMAGE.WHITELIGHT", "white.fits"),
        row("ADP.1p", "ADP.1", "ANCILLARY.PREVIEW", "cube.png"));
    table(
        "phase3v2.files",
        "archive_id,internal_file_id:l,category,name",
        row("ADP.1", 7L, "SCIENCE.CUBE.IFS", "cube.fits"),
        row("M.BIAS", 8L, "CALIB.MASTER.BIAS", "M.BIAS.fits"));
    table(
        "phase3v2.provenance",
        "internal_file_id:l,prov_order:i,source_dp_id",
        row(7L, 2, "M.BIAS"),
        row(7L, 1, "MUSE.1"),
        row(7L, 3, "MUSE.gone"),
        row(8L, 1, "MUSE.2"));
    table(
        "archive.files",
        "file_id,file_path,file_size:l,content_type",
        row("ADP.1", "a/ADP.1.fits", 2880L, "application/fits"),
        row("MUSE.1.NL", "l/MUSE.1.NL.txt", 10L, "text/plain"));
    catalogue.addDatabase(database, Map.of());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @DisplayName("that are kept back take the same questions as those that are not there")
  void equalQuestions() throws Exception {
    Map<String, String> hiddenAndMissing =
        Map.of(
            "MUSE.1", "MUSE.9",
            "MUSE.1.NL", "MUSE.9.NL",
            "ADP.1", "ADP.9",
            "ADP.1w", "ADP.9w",
            "ADP.1p", "ADP.9p",
            "M.BIAS", "M.DARK");
    for (Map.Entry<String, String> one : hiddenAndMissing.entrySet()) {
      String id = one.getKey();
      assertThat(find(id)).as("known to who may know of it").containsOnlyKeys(id);
      List<String> hidden = questions(List.of(id), product -> false);
      List<String> missing = questions(List.of(one.getValue()), product -> false);
      assertThat(hidden).as(id).isEqualTo(missing).hasSizeGreaterThan(1);
    }
    assertThat(questions(List.of("MUSE.2"), product -> true)).hasSize(2);
  }

  /** The tables that are asked, for how many values, and how many rows are found, in any order. */
  private List<String> questions(List<String> ids, Predicate<Product> shown) throws Exception {
    List<String> questions = new ArrayList<>();
    TableCatalogue asking = new TableCatalogue(configuration());
    asking.addDatabase(new RecordingDatabase(database, questions), Map.of());
    // The first that is not found makes it look for identifiers that are there.
    assertThat(asking.find(List.of("MUSE.8", "ADP.8"), shown, new Cancellation())).isEmpty();
    questions.clear();
    Map<String, Product> found = asking.find(ids, shown, new Cancellation());
    assertThat(found.values()).allMatch(shown);
    asking.close();
    questions.sort(null);
    return questions;
  }

  /** Notes what it is asked. */
  private record RecordingDatabase(TapDatabase database, List<String> questions)
      implements TapDatabase {
    @Override
    public RowStream execute(Query query, long maxRows, Cancellation cancellation)
        throws DatabaseException {
      QueryBody.Select select = (QueryBody.Select) query.body();
      Source.TableSource table = (Source.TableSource) Objects.requireNonNull(select.from());
      int values = select.where() instanceof Expression.InList list ? list.members().size() : 1;
      int rows = 0;
      try (RowStream counted = database.execute(query, maxRows, cancellation)) {
        for (RowBatch batch = counted.next(); batch != null; batch = counted.next()) {
          rows += batch.rows();
        }
      }
      questions.add(table.table().name() + " for " + values + ": " + rows);
      return database.execute(query, maxRows, cancellation);
    }

    @Override
    public Catalogue catalogue() throws DatabaseException {
      return database.catalogue();
    }

    @Override
    public String dialect() {
      return database.dialect();
    }

    @Override
    public AdqlFeatures features() {
      return database.features();
    }

    @Override
    public boolean supports(AdqlFunction function) {
      return database.supports(function);
    }

    @Override
    public void ping() throws DatabaseException {
      database.ping();
    }
  }

  @Test
  @DisplayName("that are kept back are not taken for what another table has of the same name")
  void keptBack() throws Exception {
    assertThat(
            catalogue.find(
                List.of("ADP.1", "MUSE.1"),
                product -> product.kind() == Product.Kind.MASTER,
                new Cancellation()))
        .as("of ADP.1 there is a row among the files that were made, too")
        .isEmpty();
  }

  @Test
  @DisplayName("have what the columns say of them")
  void product() throws Exception {
    Product product = find("ADP.1").get("ADP.1");
    assertThat(product.kind()).isEqualTo(Product.Kind.PRODUCT);
    assertThat(product.type()).isEqualTo("cube");
    assertThat(product.file().reference()).isEqualTo("a/ADP.1.fits");
    assertThat(product.file().length()).hasValue(2880);
    assertThat(product.file().originalName()).isEqualTo("cube.fits");
    assertThat(product.file().category()).isEqualTo("SCIENCE.CUBE.IFS");
    assertThat(product.coverage().region()).isInstanceOf(Circle.class);
    assertThat(product.coverage().band()).isNotNull();
    assertThat(product.rights().release()).isEqualTo(Instant.parse("2020-01-02T03:04:05.678Z"));
    assertThat(product.rights().programme()).isEqualTo("096.A(B)");
    assertThat(product.documentation()).isEqualTo("http://docs/1");
    assertThat(product.facts()).isEmpty();
    assertThat(catalogue.describe(product, new Cancellation()).facts())
        .singleElement()
        .extracting("value")
        .isEqualTo("M 83");
  }

  @Test
  @DisplayName("keep a secret whose date of release cannot be read, and do without a bad region")
  void badValues() throws Exception {
    Product product = find("ADP.2").get("ADP.2");
    assertThat(product.rights().release()).isEqualTo(Instant.MAX);
    assertThat(product.coverage().region()).isNull();
    assertThat(product.coverage().band()).isNull();
    assertThat(product.file().length()).isEmpty();
    assertThat(product.file().reference()).isEqualTo("ADP.2");
  }

  @Test
  @DisplayName("are found together, whatever they are; unknown ones are left out")
  void kinds() throws Exception {
    Map<String, Product> found =
        find("ADP.1", "MUSE.1", "MUSE.1.NL", "MUSE.2.NL", "ADP.1w", "M.BIAS", "x' OR '1'='1", "");
    assertThat(found.keySet())
        .containsExactlyInAnyOrder("ADP.1", "MUSE.1", "MUSE.1.NL", "ADP.1w", "M.BIAS");
    assertThat(found.get("MUSE.1").kind()).isEqualTo(Product.Kind.RAW);
    assertThat(found.get("MUSE.1.NL").kind()).isEqualTo(Product.Kind.LOG);
    assertThat(found.get("M.BIAS").kind()).isEqualTo(Product.Kind.MASTER);
    assertThat(found.get("ADP.1w").owner()).isEqualTo("ADP.1");
    assertThat(found.get("ADP.1w").rights()).isEqualTo(found.get("ADP.1").rights());
  }

  @Test
  @DisplayName("lead to what belongs to them, in the archive's order")
  void relations() throws Exception {
    Map<String, Product> found = find("ADP.1", "MUSE.1", "MUSE.2");
    Map<String, List<Relation>> relations = catalogue.relations(found.values(), new Cancellation());
    assertThat(relations.get("ADP.1"))
        .extracting(one -> one.kind() + " " + one.target().id())
        .containsExactlyInAnyOrder(
            "AUXILIARY ADP.1w", "PREVIEW ADP.1p", "PROGENITOR MUSE.1", "PROGENITOR M.BIAS")
        .containsSubsequence("PROGENITOR MUSE.1", "PROGENITOR M.BIAS");
    assertThat(relations.get("MUSE.1"))
        .extracting(one -> one.kind() + " " + one.target().id())
        .containsExactly("DERIVATION ADP.1", "NIGHT_LOG MUSE.1.NL");
    assertThat(relations.get("MUSE.2"))
        .extracting(one -> one.kind() + " " + one.target().id())
        .containsExactly("DERIVATION M.BIAS");
  }

  @Test
  @DisplayName("are the same with what belongs to them, which takes fewer questions")
  void findRelated() throws Exception {
    for (List<String> ids :
        List.of(
            List.of("ADP.1"),
            List.of("MUSE.1"),
            List.of("M.BIAS"),
            List.of("MUSE.1.NL", "ADP.1w", "nothing"),
            List.of("ADP.1", "ADP.2", "MUSE.1", "MUSE.2", "MUSE.1.NL", "ADP.1w", "M.BIAS", ""))) {
      List<String> asked = new ArrayList<>();
      TableCatalogue asking = new TableCatalogue(configuration());
      asking.addDatabase(new RecordingDatabase(database, asked), Map.of());
      Predicate<Product> shown = product -> !product.id().equals("MUSE.2");
      Map<String, Product> found = asking.find(ids, shown, new Cancellation());
      Map<String, List<Relation>> relations = asking.relations(found.values(), new Cancellation());
      int questions = asked.size();
      asked.clear();
      RelatedProducts related = asking.findRelated(ids, shown, new Cancellation());
      assertThat(related.products()).isEqualTo(found);
      assertThat(related.relations()).isEqualTo(relations);
      assertThat(asked).hasSizeLessThanOrEqualTo(questions);
      if (ids.equals(List.of("ADP.1"))) {
        assertThat(asked).hasSizeLessThan(questions - 1);
      }
      asking.close();
    }
  }

  @Test
  @DisplayName("are found by thousands")
  void many() throws Exception {
    List<String> ids =
        IntStream.range(0, 5_000).mapToObj(i -> i == 4_000 ? "ADP.1" : "ADP.x" + i).toList();
    assertThat(catalogue.find(ids, new Cancellation()).keySet()).containsExactly("ADP.1");
  }

  @Test
  @DisplayName("are unavailable, not unknown, while their database is away")
  void away() {
    catalogue.removeDatabase(database);
    catalogue.close();
    assertThatThrownBy(() -> find("ADP.1"))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.UNAVAILABLE));
  }

  @Test
  @DisplayName("are not offered by a wrong configuration, which says what is wrong with it")
  void settings() {
    assertThatThrownBy(() -> Mapping.parse("datasets", "id=x", Mapping.MappedColumn.ID))
        .hasMessageContaining("datasets: it names no table");
    assertThatThrownBy(() -> Mapping.parse("datasets", "table=a.b", Mapping.MappedColumn.ID))
        .hasMessageContaining("which column is id");
    assertThatThrownBy(() -> Mapping.parse("files", "table=a.b; nonsense=x"))
        .hasMessageContaining("'nonsense' is not known");
    assertThatThrownBy(() -> Mapping.parse("files", "table=a.b; ids=("))
        .hasMessageContaining("regular expression");
    assertThatThrownBy(() -> Mapping.parse("files", "table=b"))
        .hasMessageContaining("no table with its schema");
  }

  private Map<String, Product> find(String... ids) throws DatabaseException {
    return catalogue.find(List.of(ids), new Cancellation());
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  @SafeVarargs
  private void table(String name, String columns, List<@Nullable Object>... rows)
      throws DatabaseException {
    List<Column> fields =
        Arrays.stream(columns.split(",", -1))
            .map(
                column -> {
                  String[] parts = column.split(":", -1);
                  ValueType type =
                      switch (parts.length > 1 ? parts[1] : "") {
                        case "d" -> ValueType.DOUBLE;
                        case "l" -> ValueType.LONG;
                        case "i" -> ValueType.INT;
                        default -> ValueType.STRING;
                      };
                  return Column.of(Field.of(parts[0], type));
                })
            .toList();
    String[] parts = name.split("\\.", -1);
    Table table = Table.of(new TableName(parts[0], parts[1]), null, fields);
    try (TableLoad load =
        database.begin(new TableDefinition(table, null, null, List.of()), IfPresent.REFUSE)) {
      for (List<@Nullable Object> row : rows) {
        load.append(row);
      }
      long unused = load.commit();
    }
  }

  private static ProductTablesConfiguration configuration() {
    Map<String, Object> values =
        Map.of(
            "datasets",
            DATASETS,
            "files",
            "table=phase3v2.product_files; ids=ADP\\..+; id=archive_id; product=product_id;"
                + " category=eso_category; original=original_filename",
            "made",
            "table=phase3v2.files; id=archive_id; internal=internal_file_id; category=category;"
                + " original=name",
            "sources",
            "table=phase3v2.provenance; internal=internal_file_id; source=source_dp_id;"
                + " order=prov_order",
            "stored",
            "table=archive.files; id=file_id; path=file_path; length=file_size;"
                + " contentType=content_type");
    return Defaults.of(ProductTablesConfiguration.class, values);
  }
}
