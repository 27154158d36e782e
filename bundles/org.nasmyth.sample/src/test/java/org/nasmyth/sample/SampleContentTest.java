// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Table.Attribute;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sample.sky.Moment;
import org.nasmyth.sample.tables.CatalogueTables;
import org.nasmyth.sample.tables.Links;
import org.nasmyth.sample.tables.SampleTable;
import org.nasmyth.sphere.StcText;
import org.nasmyth.sphere.Union;

@DisplayName("The sample archive")
class SampleContentTest {

  private static final Links LINKS = new Links("http://localhost:8080", "eso.org");
  private static SampleContent content;

  @BeforeAll
  static void make() {
    content = SampleContent.make(LINKS);
  }

  @Test
  @DisplayName("has the tables and sizes of the fact sheet")
  void sizes() {
    assertThat(table("ivoa", "ObsCore").rows()).isEqualTo(20_000);
    assertThat(columns("ivoa", "ObsCore")).hasSize(55).isSortedAccordingTo(String::compareTo);
    assertThat(table("dbo", "raw").rows()).isEqualTo(50_000);
    assertThat(columns("dbo", "raw")).hasSize(62);
    assertThat(columns("dbo", "ssa")).hasSize(44);
    assertThat(columns("ist", "muse")).hasSize(74);
    assertThat(columns("ist", "hawki")).hasSize(68);
    assertThat(columns("ist", "apex")).hasSize(58);
    assertThat(columns("ist", "apex_quicklooks")).hasSize(12);
    assertThat(columns("asm", "meteo_paranal")).hasSize(113);
    assertThat(columns("phase3v2", "product_files")).hasSize(8);
    assertThat(tablesOf("ist")).hasSize(33);
    assertThat(tablesOf("asm")).hasSize(3);
    assertThat(table("safcat", "VVV_CAT_V2").rows()).isEqualTo(200_000);
    assertThat(columns("safcat", "KiDS_DR4_1_ugriZYJHKs_cat_fits"))
        .hasSize(200)
        .contains("Level")
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("has all kinds of product, mosaics of 16 and of 32 members among them")
  void kinds() {
    Map<String, Long> types =
        values("ivoa", "ObsCore", "dataproduct_type").stream()
            .collect(Collectors.groupingBy(String::valueOf, TreeMap::new, Collectors.counting()));
    System.out.println("Products by type: " + types);
    assertThat(types.keySet())
        .containsExactly("cube", "image", "measurements", "spectrum", "visibility");
    assertThat(types.get("spectrum")).isBetween(7_000L, 12_500L);
    assertThat(types.get("cube")).isBetween(1_500L, 4_500L);
    assertThat(types.get("image")).isBetween(2_500L, 6_000L);
    assertThat(types.get("measurements")).isBetween(1_000L, 4_000L);
    assertThat(types.get("visibility")).isBetween(50L, 800L);
    Set<Integer> members = new TreeSet<>();
    for (Object text : values("ivoa", "ObsCore", "s_region")) {
      if (StcText.parse(String.valueOf(text)).region() instanceof Union union) {
        members.add(union.members().size());
      }
    }
    assertThat(members).containsExactly(16, 32);
  }

  @Test
  @DisplayName("fills up with products of ALMA, which are not the most")
  void alma() {
    long alma = values("ivoa", "ObsCore", "obs_collection").stream().filter("ALMA"::equals).count();
    System.out.println("Products of ALMA: " + alma);
    assertThat(alma).isBetween(200L, 3_000L);
  }

  @Test
  @DisplayName("gives every file, frame and product an identifier of its own")
  void identifiers() {
    assertThat(values("ivoa", "ObsCore", "dp_id"))
        .allMatch(id -> String.valueOf(id).matches("ADP\\.\\d{4}-\\d\\d-\\d\\dT[\\d:.]{12}"))
        .hasSize(20_000);
    assertThat(new HashSet<>(values("ivoa", "ObsCore", "dp_id"))).hasSize(20_000);
    assertThat(new HashSet<>(values("dbo", "raw", "dp_id"))).hasSize(50_000);
    List<Object> archive = values("phase3v2", "files", "archive_id");
    assertThat(new HashSet<>(archive)).hasSameSizeAs(archive);
    List<Object> sources = values("safcat", "VVV_CAT_V2", "SOURCEID");
    assertThat(new HashSet<>(sources)).hasSize(CatalogueTables.VVV_SOURCES);
  }

  @Test
  @DisplayName("splits dbo.raw into the tables of schema ist without loss")
  void instruments() {
    List<Object> ids = new ArrayList<>();
    for (SampleTable table : tablesOf("ist")) {
      if (!table.name().table().equals("apex_quicklooks")) {
        ids.addAll(values(table, "dp_id"));
      }
    }
    assertThat(ids).hasSize(50_000);
    assertThat(new HashSet<>(ids).equals(new HashSet<>(values("dbo", "raw", "dp_id")))).isTrue();
  }

  @Test
  @DisplayName("joins files to products, and provenance to files, raw frames and masters")
  void joins() {
    Set<Object> products = new HashSet<>(values("ivoa", "ObsCore", "dp_id"));
    Set<Object> files = new HashSet<>(values("phase3v2", "files", "archive_id"));
    Set<Object> keys = new HashSet<>(values("phase3v2", "files", "internal_file_id"));
    Set<Object> raws = new HashSet<>(values("dbo", "raw", "dp_id"));
    assertThat(new HashSet<>(values("phase3v2", "product_files", "product_id")).equals(products))
        .isTrue();
    assertThat(files.containsAll(values("phase3v2", "product_files", "archive_id"))).isTrue();
    assertThat(keys.containsAll(values("phase3v2", "product_files", "internal_file_id"))).isTrue();
    assertThat(keys.containsAll(values("phase3v2", "provenance", "internal_file_id"))).isTrue();
    Set<Object> sources = new HashSet<>(raws);
    sources.addAll(files);
    assertThat(sources.containsAll(values("phase3v2", "provenance", "source_dp_id"))).isTrue();
    assertThat(products.containsAll(values("dbo", "ssa", "dp_id"))).isTrue();
    assertThat(table("dbo", "ssa").rows())
        .isEqualTo(
            (int)
                values("ivoa", "ObsCore", "dataproduct_type").stream()
                    .filter("spectrum"::equals)
                    .count());
    assertThat(products.containsAll(values("safcat", "AMBRE_HARPS_V1", "DP_ID"))).isTrue();
    assertThat(products.containsAll(values("safcat", "PESSTO_TRAN_CAT_fits_V3", "DP_ID"))).isTrue();
    Set<Object> sourceIds = new HashSet<>(values("safcat", "VVV_CAT_V2", "SOURCEID"));
    assertThat(sourceIds.containsAll(values("safcat", "VVV_MPHOT_Ks_V2", "SOURCEID"))).isTrue();
  }

  @Test
  @DisplayName(
      "makes products say of time, instrument, filter, programme and place what their raw frames say")
  void chains() {
    Map<Object, Map<String, Object>> raws =
        rowsBy(
            "dbo",
            "raw",
            "dp_id",
            "instrument",
            "filter_path",
            "prog_id",
            "release_date",
            "mjd_obs",
            "exposure",
            "ra",
            "dec",
            "dp_cat",
            "object");
    Map<Object, Map<String, Object>> products =
        rowsBy(
            "ivoa",
            "ObsCore",
            "dp_id",
            "instrument_name",
            "filter",
            "proposal_id",
            "obs_release_date",
            "t_min",
            "t_max",
            "t_exptime",
            "s_ra",
            "s_dec",
            "target_name",
            "obs_collection",
            "obs_creator_name",
            "s_region");
    Map<Object, Map<String, Object>> files =
        rowsBy("phase3v2", "product_files", "internal_file_id", "product_id", "archive_id");
    Map<Object, List<Map<String, Object>>> rawsOf = new HashMap<>();
    for (Map<String, Object> link :
        rows("phase3v2", "provenance", "internal_file_id", "source_dp_id", "source_category")) {
      Map<String, Object> file = files.get(link.get("internal_file_id"));
      if (file != null && link.get("source_category").equals("RAW")) {
        rawsOf
            .computeIfAbsent(file.get("product_id"), id -> new ArrayList<>())
            .add(raws.get(link.get("source_dp_id")));
      }
    }
    int withoutRaws = 0;
    for (Map.Entry<Object, Map<String, Object>> entry : products.entrySet()) {
      Map<String, Object> product = entry.getValue();
      List<Map<String, Object>> own = rawsOf.get(entry.getKey());
      assertThat(product.get("obs_creator_name").toString()).startsWith("SIMULATED, ");
      if (own == null) {
        assertThat(product.get("obs_collection")).isEqualTo("ALMA");
        withoutRaws++;
        continue;
      }
      double start =
          own.stream().mapToDouble(raw -> (double) raw.get("mjd_obs")).min().orElseThrow();
      double exposure = own.stream().mapToDouble(raw -> (float) raw.get("exposure")).sum();
      assertThat((double) product.get("t_min")).isEqualTo(start);
      assertThat((double) product.get("t_exptime"))
          .isCloseTo(exposure, org.assertj.core.data.Offset.offset(1e-3));
      assertThat((double) product.get("t_max")).isGreaterThanOrEqualTo(start);
      for (Map<String, Object> raw : own) {
        assertThat(raw.get("dp_cat")).isEqualTo("SCIENCE");
        assertThat(raw.get("instrument")).isEqualTo(product.get("instrument_name"));
        assertThat(raw.get("filter_path")).isEqualTo(product.get("filter"));
        assertThat(raw.get("object")).isEqualTo(product.get("target_name"));
        assertThat(raw.get("release_date").toString())
            .isLessThanOrEqualTo(product.get("obs_release_date").toString());
        double distance =
            new org.nasmyth.sphere.SkyPoint((double) raw.get("ra"), (double) raw.get("dec"))
                .distance(
                    new org.nasmyth.sphere.SkyPoint(
                        (double) product.get("s_ra"), (double) product.get("s_dec")));
        assertThat(distance).isLessThan(0.8);
      }
    }
    assertThat(withoutRaws).isLessThan(3_000);
  }

  @Test
  @DisplayName(
      "holds data back: some until after its epoch, some for good, and one kind of programme altogether")
  void embargo() {
    String epoch = Moment.ARCHIVE_EPOCH.iso();
    List<String> releases =
        values("ivoa", "ObsCore", "obs_release_date").stream().map(String::valueOf).toList();
    long embargoed = releases.stream().filter(date -> date.compareTo(epoch) > 0).count();
    long held = releases.stream().filter(date -> date.startsWith("2099-12-31")).count();
    System.out.println(
        "Products embargoed at the epoch: " + embargoed + ", held for good: " + held);
    assertThat(embargoed).isBetween(300L, 6_000L);
    assertThat(held).isBetween(30L, 2_000L);
    List<Map<String, Object>> programmes =
        rows(
            "util", "programmes", "prog_id", "metadata_private", "prog_title", "proprietary_until");
    assertThat(programmes).extracting(p -> p.get("prog_id")).doesNotHaveDuplicates();
    List<Map<String, Object>> hidden =
        programmes.stream().filter(p -> p.get("metadata_private").equals((short) 1)).toList();
    assertThat(hidden).isNotEmpty();
    Set<Object> withProducts = new HashSet<>(values("ivoa", "ObsCore", "proposal_id"));
    assertThat(hidden).anyMatch(p -> withProducts.contains(p.get("prog_id")));
    assertThat(programmes).allMatch(p -> p.get("prog_title").toString().startsWith("[SIMULATED]"));
    assertThat(values("dbo", "raw", "exp_start"))
        .allMatch(start -> start.toString().compareTo(epoch) < 0);
  }

  @Test
  @DisplayName(
      "has regions that parse, with the raw frames' and products' positions inside or near")
  void regions() {
    for (SampleTable table : content.observations().all()) {
      if (columns(table).contains("s_region")) {
        for (Object text : values(table, "s_region")) {
          if (text != null) {
            StcText.parse(text.toString());
          }
        }
      }
    }
  }

  @Test
  @DisplayName("tells each catalogue's versions apart as the latest-version query needs it")
  void versions() {
    Map<String, Set<Object>> versions = new TreeMap<>();
    Set<Object> ids = new HashSet<>();
    for (SampleTable table : content.catalogues().all()) {
      Map<String, Object> facts =
          table.definition().table().attributes().stream()
              .collect(Collectors.toMap(a -> a.field().name(), Attribute::value));
      assertThat(facts.keySet())
          .containsExactlyInAnyOrder(
              "cat_id",
              "collection",
              "title",
              "version",
              "publication_date",
              "rel_descr_url",
              "instrument",
              "telescope");
      versions
          .computeIfAbsent(facts.get("title").toString(), title -> new TreeSet<>())
          .add(facts.get("version"));
      assertThat(ids.add(facts.get("cat_id"))).isTrue();
    }
    assertThat(versions).hasSize(5);
    assertThat(versions.values()).anyMatch(v -> v.size() == 2);
  }

  @Test
  @DisplayName("marks positions so that clients find them by UCD")
  void ucds() {
    for (SampleTable table : content.catalogues().all()) {
      var position = table.definition().position();
      assertThat(position).isNotNull();
      assertThat(field(table, position.longitude())).isEqualTo("pos.eq.ra;meta.main");
      assertThat(field(table, position.latitude())).isEqualTo("pos.eq.dec;meta.main");
    }
  }

  private static String field(SampleTable table, String column) {
    return table.definition().table().columns().stream()
        .filter(c -> c.name().equals(column))
        .findFirst()
        .orElseThrow()
        .field()
        .ucd();
  }

  private static List<SampleTable> all() {
    List<SampleTable> all = new ArrayList<>(content.observations().all());
    all.addAll(content.catalogues().all());
    return all;
  }

  private static SampleTable table(String schema, String name) {
    TableName wanted = new TableName(schema, name);
    return all().stream().filter(t -> t.name().equals(wanted)).findFirst().orElseThrow();
  }

  private static List<SampleTable> tablesOf(String schema) {
    return all().stream().filter(t -> t.name().schema().equals(schema)).toList();
  }

  private static List<String> columns(String schema, String name) {
    return columns(table(schema, name));
  }

  private static List<String> columns(SampleTable table) {
    return table.definition().table().columns().stream().map(Column::name).toList();
  }

  private static List<Object> values(String schema, String name, String column) {
    return values(table(schema, name), column);
  }

  private static List<Object> values(SampleTable table, String column) {
    int index = columns(table).indexOf(column);
    List<Object> values = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      values.add(table.row().apply(row).get(index));
    }
    return values;
  }

  private static List<Map<String, Object>> rows(String schema, String name, String... wanted) {
    SampleTable table = table(schema, name);
    List<String> columns = columns(table);
    return IntStream.range(0, table.rows())
        .mapToObj(
            number -> {
              List<Object> row = table.row().apply(number);
              Map<String, Object> some = new HashMap<>();
              for (String column : wanted) {
                some.put(column, row.get(columns.indexOf(column)));
              }
              return some;
            })
        .toList();
  }

  private static Map<Object, Map<String, Object>> rowsBy(
      String schema, String name, String key, String... wanted) {
    String[] all = java.util.Arrays.copyOf(wanted, wanted.length + 1);
    all[wanted.length] = key;
    return rows(schema, name, all).stream()
        .collect(Collectors.toMap(row -> row.get(key), row -> row));
  }
}
