// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.calibration.Association;
import org.nasmyth.api.calibration.CalibrationRequest;
import org.nasmyth.api.calibration.Cascade;
import org.nasmyth.api.calibration.CascadeMode;
import org.nasmyth.api.calibration.VisibleArchive;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
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
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.RelatedProducts;
import org.nasmyth.api.products.Relation;
import org.nasmyth.api.products.Rights;
import org.nasmyth.api.query.Query;
import org.nasmyth.database.duckdb.internal.DuckDbConfiguration;
import org.nasmyth.database.duckdb.internal.DuckDbDatabase;
import org.nasmyth.testkit.Defaults;

/**
 * An archive to select calibrations from: raw frames and master calibrations in a real database,
 * rules in a folder, and some of it hidden. Used by one thread.
 */
final class Observatory implements AutoCloseable {

  private static final Instant MJD_0 = Instant.parse("1858-11-17T00:00:00Z");

  private static final String[] FRAMES = {
    "table=obs.raw; id=dp_id; certified=qc; INSTRUME=instrument; MJD-OBS=mjd_obs; DPR.CATG=dp_cat;"
        + " DPR.TYPE=dp_type; DPR.TECH=dp_tech; TPL.START=tpl_start; INS.FILT1.NAME=filter;"
        + " DET.READ.CLOCK=clock; DET.DIT=dit; DET.NDIT=ndit",
    "table=obs.masters; kind=master; id=dp_id; certified=qc; INSTRUME=instrument; MJD-OBS=mjd_obs;"
        + " PRO.CATG=catg; INS.FILT1.NAME=filter; DET.READ.CLOCK=clock; DET.DIT=dit"
  };

  private static final String COLUMNS =
      "dp_id,qc,instrument,mjd_obs:d,dp_cat,dp_type,dp_tech,tpl_start,filter,clock,dit:f,ndit:i,catg";

  private final DuckDbDatabase database =
      new DuckDbDatabase(Defaults.of(DuckDbConfiguration.class, Map.of("name", "obs")));
  private final CountingDatabase counting = new CountingDatabase(database);
  private final Path home;
  private final List<List<@Nullable Object>> raw = new ArrayList<>();
  private final List<List<@Nullable Object>> masters = new ArrayList<>();
  private final Map<String, List<Product>> madeOf = new HashMap<>();
  private final Set<String> hidden = new HashSet<>();
  private final Map<String, Object> settings = new HashMap<>(Map.of("frames", FRAMES));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private @Nullable OcaSelector selector;
  private int visibleQuestions;
  private boolean everything;

  /** An empty one. */
  Observatory(Path home) {
    this.home = home;
  }

  /** The modified Julian date of an instant. */
  static double mjd(String instant) {
    return Duration.between(MJD_0, Instant.parse(instant + "Z")).toNanos() / 86_400e9;
  }

  /** A raw frame, whose identifier ends with the instant at which it was taken. */
  Observatory take(String id, String category, String type, Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>(more);
    int dot = id.indexOf('.');
    values.putIfAbsent("instrument", id.substring(0, dot));
    values.computeIfAbsent("mjd_obs", column -> mjd(id.substring(dot + 1)));
    values.put("dp_id", id);
    values.put("dp_cat", category);
    values.put("dp_type", type);
    values.putIfAbsent("dp_tech", "IMAGE");
    raw.add(row(values));
    return this;
  }

  /** A calibration that has a row in a table. */
  Observatory master(String id, String category, Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.put("dp_id", id);
    values.put("catg", category);
    masters.add(row(values));
    return this;
  }

  /** A calibration that is only known to have been made of raw frames. */
  Observatory made(String id, String category, String... sources) {
    for (String source : sources) {
      madeOf
          .computeIfAbsent(source, k -> new ArrayList<>())
          .add(product(id, Product.Kind.MASTER, category));
    }
    return this;
  }

  Observatory hide(String... ids) {
    hidden.addAll(Arrays.asList(ids));
    return this;
  }

  /** Reads all frames of an instrument, whatever else is asked of them. */
  Observatory readingEverything() {
    everything = true;
    return this;
  }

  /** Takes hidden files out of the tables instead of hiding them. */
  Observatory removeHidden() {
    raw.removeIf(row -> hidden.contains(String.valueOf(row.get(0))));
    masters.removeIf(row -> hidden.contains(String.valueOf(row.get(0))));
    return this;
  }

  Observatory at(String instant) {
    now = Instant.parse(instant + "Z");
    return this;
  }

  Observatory set(String setting, Object value) {
    settings.put(setting, value);
    return this;
  }

  /** Writes a file of rules. */
  Observatory rules(String name, String text) {
    try {
      Path folder = Files.createDirectories(home.resolve("etc/calibration"));
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Text of a file beside the tests. */
  static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(Observatory.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens the archive; nothing can be added to its tables any more. */
  OcaSelector open() throws DatabaseException {
    OcaSelector open = selector;
    if (open == null) {
      load("raw", raw);
      load("masters", masters);
      Settings read = Settings.of(Defaults.of(OcaConfiguration.class, settings));
      open =
          new OcaSelector(
              read, home, everything ? new Everything() : new FrameReader(read.mostRows()));
      open.addDatabase(counting, Map.of());
      selector = open;
    }
    return open;
  }

  Cascade select(CascadeMode mode, String id) throws DatabaseException {
    return Objects.requireNonNull(select(mode, List.of(id)).get(id), id);
  }

  Map<String, Cascade> select(CascadeMode mode, Collection<String> ids) throws DatabaseException {
    List<Product> frames = ids.stream().map(id -> product(id, Product.Kind.RAW, null)).toList();
    return open().select(new CalibrationRequest(frames, mode, visible(), now, new Cancellation()));
  }

  /** All there is, for who may see everything. */
  RelatedProducts everything() {
    Map<String, Product> products = new LinkedHashMap<>();
    for (List<@Nullable Object> row : raw) {
      String id = String.valueOf(row.get(0));
      products.put(id, product(id, Product.Kind.RAW, null));
    }
    for (List<@Nullable Object> row : masters) {
      String id = String.valueOf(row.get(0));
      products.put(id, product(id, Product.Kind.MASTER, null));
    }
    Map<String, List<Relation>> relations = new HashMap<>();
    madeOf.forEach(
        (id, made) ->
            relations.put(
                id,
                made.stream()
                    .map(master -> new Relation(Relation.Kind.DERIVATION, master))
                    .toList()));
    return new RelatedProducts(products, relations);
  }

  private VisibleArchive visible() {
    return ids -> {
      visibleQuestions++;
      Map<String, Product> products = new LinkedHashMap<>();
      Map<String, List<Relation>> relations = new HashMap<>();
      for (String id : ids) {
        if (!hidden.contains(id)) {
          products.put(id, product(id, Product.Kind.RAW, null));
          relations.put(
              id,
              madeOf.getOrDefault(id, List.of()).stream()
                  .filter(master -> !hidden.contains(master.id()))
                  .map(master -> new Relation(Relation.Kind.DERIVATION, master))
                  .toList());
        }
      }
      return new RelatedProducts(products, relations);
    };
  }

  /** How many questions the database was asked since the last time. */
  int databaseQuestions() {
    int asked = counting.questions;
    counting.questions = 0;
    return asked;
  }

  /** How many questions about visibility were asked since the last time. */
  int visibleQuestions() {
    int asked = visibleQuestions;
    visibleQuestions = 0;
    return asked;
  }

  /** A tree as text: a line for each association, indented. */
  static String shape(Association tree) {
    StringBuilder text = new StringBuilder();
    write(tree, "", text);
    return text.toString();
  }

  private static void write(Association tree, String indent, StringBuilder text) {
    text.append(indent)
        .append(tree.category())
        .append(' ')
        .append(tree.match())
        .append(tree.complete() ? "" : " incomplete")
        .append(tree.certified() ? "" : " uncertified");
    tree.files()
        .forEach(file -> text.append(' ').append(file.category()).append('=').append(file.id()));
    text.append('\n');
    tree.calibrations().forEach(one -> write(one, indent + "  ", text));
  }

  @Override
  public void close() {
    if (selector != null) {
      selector.close();
    }
    database.close();
  }

  static Product product(String id, Product.Kind kind, @Nullable String category) {
    int dot = id.indexOf('.');
    return new Product(
        id,
        kind,
        null,
        null,
        new DataFile(id, null, null, null, OptionalLong.empty(), category),
        Coverage.UNKNOWN,
        new Rights(null, null, null, dot < 0 ? null : id.substring(0, dot)),
        null,
        null,
        List.of());
  }

  private static List<@Nullable Object> row(Map<String, ?> values) {
    List<@Nullable Object> row = new ArrayList<>();
    Set<String> unknown = new HashSet<>(values.keySet());
    for (String column : COLUMNS.split(",", -1)) {
      String name = column.split(":", -1)[0];
      row.add(values.get(name));
      unknown.remove(name);
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("There are no columns " + unknown);
    }
    return row;
  }

  private void load(String name, List<List<@Nullable Object>> rows) throws DatabaseException {
    List<Column> columns = new ArrayList<>();
    for (String column : COLUMNS.split(",", -1)) {
      String[] parts = column.split(":", -1);
      ValueType type =
          switch (parts.length > 1 ? parts[1] : "") {
            case "d" -> ValueType.DOUBLE;
            case "f" -> ValueType.FLOAT;
            case "i" -> ValueType.INT;
            default -> ValueType.STRING;
          };
      columns.add(Column.of(Field.of(parts[0], type)));
    }
    Table table = Table.of(new TableName("obs", name), null, columns);
    try (TableLoad load =
        database.begin(new TableDefinition(table, null, null, List.of()), IfPresent.REFUSE)) {
      for (List<@Nullable Object> row : rows) {
        load.append(row);
      }
      long unused = load.commit();
    }
  }

  /** Follows from no condition at all. */
  private static final class Everything extends FrameReader {
    Everything() {
      super(1_000_000);
    }

    @Override
    Rows find(
        TapDatabase database,
        FrameTable mapping,
        String instrument,
        Weaker condition,
        Cancellation cancellation)
        throws DatabaseException {
      return super.find(database, mapping, instrument, Weaker.ANY, cancellation);
    }
  }

  /** Counts what it is asked. */
  private static final class CountingDatabase implements TapDatabase {
    private final TapDatabase database;
    private int questions;

    CountingDatabase(TapDatabase database) {
      this.database = database;
    }

    @Override
    public RowStream execute(Query query, long maxRows, Cancellation cancellation)
        throws DatabaseException {
      questions++;
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
}
