// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit.queries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.testkit.TestArchive;

/**
 * Three small tables that between them have columns of every type, with NULLs and with values at
 * the edges: {@code varied.stars}, {@code varied.visits} and {@code varied.words}. Always the same.
 */
public final class VariedTables {

  /** Their schema. */
  public static final String SCHEMA = "varied";

  private static final long SEED = 20261123;

  private static final List<String> NAMES =
      List.of(
          "Rigel",
          "rigel",
          "RIGEL",
          "Vega",
          "vega ",
          " Vega",
          "",
          "50%",
          "a_b",
          "aXb",
          "Zeta",
          "alpha",
          "Alpha",
          "_x",
          "10",
          "9",
          "O'Neill",
          "back\\slash");
  private static final List<String> NOTES =
      List.of("Ünder", "ünder", "straße", "STRASSE", "α Cen", "Α cen", "日本", "z", "Z", "é", "e");
  private static final List<String> INSTANTS =
      List.of(
          "1969-12-31T23:59:59.999Z",
          "1970-01-01T00:00:00Z",
          "2000-02-29T12:00:00.5Z",
          "2020-01-01T00:00:00Z",
          "2020-01-01T00:00:00.000001Z",
          "2020-01-01T10:11:12.123456Z",
          "2021-06-30T23:59:59.120Z",
          "1858-11-17T00:00:00Z");
  private static final List<Long> HUGE =
      List.of(Long.MAX_VALUE, Long.MIN_VALUE, 0L, -1L, 1L << 53, (1L << 53) + 1, 4_000_000_000L);
  private static final List<Double> WILD =
      List.of(1e100, -1e100, 1e-100, 0.1, -0.1, 1.0 / 3, Math.PI, 123456.789, 0.0, 1e15, 1e22);
  private static final List<String> REGIONS =
      List.of(
          "CIRCLE ICRS 10 20 3",
          "CIRCLE ICRS 359.5 -0.5 2",
          "CIRCLE ICRS 200 89.5 1.5",
          "POLYGON ICRS 8 18 14 18 14 24 8 24",
          "POLYGON ICRS 358 -3 3 -3 3 3 358 3",
          "POSITION ICRS 10.5 20.5",
          "UNION ICRS (CIRCLE ICRS 30 -40 1 CIRCLE ICRS 40 -40 2)",
          "POLYGON ICRS 0 85 120 85 240 85");

  private final Random random = new Random(SEED);

  /** Loads them. */
  public static void load(TestArchive<?> archive) throws DatabaseException {
    load(archive, rows());
  }

  /**
   * Loads them with other rows.
   *
   * @param rows those of each table, by its name without the schema
   */
  public static void load(TestArchive<?> archive, Map<String, List<List<@Nullable Object>>> rows)
      throws DatabaseException {
    for (Table table : tables()) {
      String name = table.name().table();
      TableDefinition definition =
          name.equals("stars")
              ? new TableDefinition(
                  table, "Everything.", new TableDefinition.PositionColumns("ra", "dec"), List.of())
              : new TableDefinition(table, null, null, List.of());
      Table unused = archive.load(definition, rows.getOrDefault(name, List.of()));
    }
  }

  /** All rows of each table, by its name without the schema. */
  public static Map<String, List<List<@Nullable Object>>> rows() {
    VariedTables tables = new VariedTables();
    Map<String, List<List<@Nullable Object>>> rows = new LinkedHashMap<>();
    rows.put("stars", tables.starRows());
    rows.put("visits", tables.visitRows());
    rows.put("words", tables.wordRows());
    return rows;
  }

  private static Table table(String name, Column... columns) {
    return Table.of(new TableName(SCHEMA, name), "Varied values.", Arrays.asList(columns));
  }

  private static Column column(String name, ValueType type) {
    return Column.of(Field.of(name, type));
  }

  private static ValueType of(Datatype datatype, @Nullable String size) {
    return new ValueType(datatype, size, null);
  }

  /** The tables. */
  public static List<Table> tables() {
    return List.of(stars(), visits(), words());
  }

  private static Table stars() {
    return table(
        "stars",
        column("id", ValueType.LONG),
        column("flag", ValueType.BOOLEAN),
        column("tiny", of(Datatype.UNSIGNED_BYTE, null)),
        column("small", ValueType.SHORT),
        column("n", ValueType.INT),
        column("huge", ValueType.LONG),
        column("huge_int", ValueType.INT),
        column("f", ValueType.FLOAT),
        Column.of(new Field("d", ValueType.DOUBLE, "km", null, null, null)),
        column("wild", ValueType.DOUBLE),
        column("name", ValueType.STRING),
        column("code", of(Datatype.CHAR, "3")),
        column("note", ValueType.UNICODE_STRING),
        column("seen", ValueType.TIMESTAMP),
        column("ra", ValueType.DOUBLE),
        column("dec", ValueType.DOUBLE),
        column("pos", ValueType.POINT),
        column("spot", ValueType.CIRCLE),
        column("field", ValueType.POLYGON),
        column("s_region", ValueType.REGION),
        column("numbers", of(Datatype.INT, "*")));
  }

  private static Table visits() {
    return table(
        "visits",
        column("id", ValueType.LONG),
        column("n", ValueType.INT),
        column("d", ValueType.DOUBLE),
        column("name", ValueType.STRING),
        column("seen", ValueType.TIMESTAMP),
        column("east", ValueType.DOUBLE),
        column("north", ValueType.DOUBLE),
        column("s_region", ValueType.REGION));
  }

  private static Table words() {
    return table(
        "words",
        column("name", ValueType.STRING),
        column("n", ValueType.INT),
        column("flag", ValueType.BOOLEAN),
        column("Mixed Case", ValueType.DOUBLE));
  }

  private <T> @Nullable T maybe(List<? extends T> values) {
    return random.nextInt(6) == 0 ? null : values.get(random.nextInt(values.size()));
  }

  private @Nullable Integer whole(int limit) {
    return random.nextInt(6) == 0 ? null : random.nextInt(2 * limit + 1) - limit;
  }

  /** A number that sums of a few hundred such have exactly, in whatever order they are added. */
  private @Nullable Double exact() {
    return random.nextInt(6) == 0 ? null : (random.nextInt(8001) - 4000) / 8.0;
  }

  private double longitude() {
    return random.nextInt(3) == 0 ? random.nextDouble() * 360 : 8 + random.nextDouble() * 6;
  }

  private double latitude() {
    return random.nextInt(3) == 0 ? random.nextDouble() * 180 - 90 : 17 + random.nextDouble() * 7;
  }

  private List<List<@Nullable Object>> starRows() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      boolean somewhere = random.nextInt(8) > 0;
      Integer tiny = whole(5);
      Integer small = whole(30);
      Double f = exact();
      String code = maybe(List.of("abc", "ABC", "x y", "xyz"));
      rows.add(
          Arrays.asList(
              (long) i,
              maybe(List.of(true, false)),
              tiny == null ? null : (short) Math.abs(tiny),
              small == null ? null : small.shortValue(),
              whole(12),
              maybe(HUGE),
              maybe(List.of(Integer.MAX_VALUE, Integer.MIN_VALUE, 0, 7)),
              f == null ? null : f.floatValue(),
              exact(),
              maybe(WILD),
              maybe(NAMES),
              code,
              maybe(NOTES),
              maybe(INSTANTS),
              somewhere ? longitude() : null,
              somewhere ? latitude() : null,
              random.nextInt(6) == 0 ? null : new double[] {longitude(), latitude()},
              random.nextInt(6) == 0
                  ? null
                  : new double[] {longitude(), latitude(), 0.01 + random.nextDouble() * 3},
              random.nextInt(6) == 0 ? null : triangle(),
              maybe(REGIONS),
              random.nextInt(3) == 0 ? null : new int[] {i, -i}));
    }
    return rows;
  }

  private double[] triangle() {
    double longitude = longitude();
    double latitude = Math.max(-80, Math.min(80, latitude()));
    double size = 0.5 + random.nextDouble() * 3;
    return new double[] {
      longitude, latitude, (longitude + size) % 360, latitude, longitude, latitude + size
    };
  }

  private List<List<@Nullable Object>> visitRows() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      rows.add(
          Arrays.asList(
              (long) random.nextInt(40),
              whole(12),
              exact(),
              maybe(NAMES),
              maybe(INSTANTS),
              longitude(),
              latitude(),
              maybe(REGIONS)));
    }
    return rows;
  }

  private List<List<@Nullable Object>> wordRows() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(Arrays.asList(maybe(NAMES), whole(6), maybe(List.of(true, false)), exact()));
    }
    return rows;
  }
}
