// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nasmyth.testkit.Trees.column;
import static org.nasmyth.testkit.Trees.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ForeignKey;
import org.nasmyth.api.metadata.Schema;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.Source;

/**
 * How tables come into a database and go, and what its TAP_SCHEMA then says. Extend it and say how
 * an archive is opened.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LoadingContract {

  private TestArchive<?> archive;

  /** Opens an empty archive, which the contract closes. */
  protected abstract TestArchive<?> open() throws Exception;

  @BeforeAll
  void start() throws Exception {
    archive = open();
  }

  @AfterAll
  void close() throws Exception {
    if (archive != null) {
      archive.close();
    }
  }

  private List<List<@Nullable Object>> all(Table table) throws DatabaseException {
    Expression[] columns =
        IntStream.range(0, table.columns().size())
            .mapToObj(i -> column(1, table, i))
            .toArray(Expression[]::new);
    return archive.run(Query.of(select(new Source.TableSource(1, table, null), null, columns)));
  }

  private static TableDefinition plain(Table table) {
    return new TableDefinition(table, null, null, List.of());
  }

  @Test
  void everyTypeOfValueComesBackAsItWent() throws DatabaseException {
    Table types =
        Trees.table(
            "cat",
            "all types",
            column("flag", ValueType.BOOLEAN),
            column("byte", new ValueType(Datatype.UNSIGNED_BYTE, null, null)),
            column("small", ValueType.SHORT),
            column("whole", ValueType.INT),
            column("big", ValueType.LONG),
            column("single", ValueType.FLOAT),
            column("double", ValueType.DOUBLE),
            column("letter", new ValueType(Datatype.CHAR, null, null)),
            column("text", ValueType.UNICODE_STRING),
            column("when", ValueType.TIMESTAMP),
            column("point", ValueType.POINT),
            column("pair", new ValueType(Datatype.INT, "2", null)),
            column("numbers", new ValueType(Datatype.INT, "*", null)),
            column("singles", new ValueType(Datatype.FLOAT, "*", null)),
            column("flags", new ValueType(Datatype.BOOLEAN, "*", null)));
    List<Object> row =
        List.of(
            true,
            (short) 255,
            (short) -5,
            7,
            1L << 60,
            0.1f,
            0.1,
            "x",
            "tab\tline\nback\\slash é € 😀",
            "2020-01-01T10:00:00.123456Z",
            new double[] {10, -20},
            new int[] {7, 8},
            new int[] {1, 2, 3},
            new float[] {1, 2.5f},
            new boolean[] {true, false});
    List<@Nullable Object> nothing = Arrays.asList(new Object[row.size()]);
    List<List<@Nullable Object>> rows = all(archive.load(types, List.of(row, nothing)));
    assertThat(rows).hasSize(2);
    List<@Nullable Object> full = rows.get(0).get(0) == null ? rows.get(1) : rows.get(0);
    for (int i = 0; i < row.size(); i++) {
      assertThat(full.get(i)).isEqualTo(row.get(i));
    }
    assertThat(rows).anySatisfy(other -> assertThat(other).containsOnlyNulls());
  }

  @Test
  void valuesThatDoNotFitAreNamedAndNothingIsLeftOfTheLoad() throws DatabaseException {
    Table table =
        Trees.table("cat", "bad", column("id", ValueType.LONG), column("flag", ValueType.SHORT));
    try (TableLoad load = archive.database().begin(plain(table), IfPresent.REFUSE)) {
      load.append(List.of(1L, (short) 1));
      assertThatThrownBy(() -> load.append(List.of(2L, 40_000)))
          .isInstanceOf(DatabaseException.class)
          .hasMessage(
              "Row 2 of cat.bad: column flag: '40000' (Integer) is no value of type short.");
    }
    try (TableLoad load = archive.database().begin(plain(table), IfPresent.REFUSE)) {
      assertThatThrownBy(() -> load.append(List.of("one", (short) 1)))
          .hasMessage("Row 1 of cat.bad: column id: 'one' (String) is no value of type long.");
    }
    assertThat(archive.database().catalogue().table(table.name())).isEmpty();
  }

  @Test
  void aLoadWithoutACommitLeavesNothing() throws DatabaseException {
    Table table = Trees.table("cat", "never", column("id", ValueType.LONG));
    try (TableLoad load = archive.database().begin(plain(table), IfPresent.REFUSE)) {
      load.append(List.of(1L));
    }
    assertThat(archive.database().catalogue().table(table.name())).isEmpty();
  }

  @Test
  void aTableIsThereOnceAndGivesWayToItsReplacement() throws DatabaseException {
    Table table = Trees.table("cat", "changing", column("id", ValueType.LONG));
    Table loaded = archive.load(table, List.of(List.of(1L)));
    assertThatThrownBy(() -> archive.load(table, List.of(List.of(2L))))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.CONFLICT));
    try (TableLoad load = archive.database().begin(plain(table), IfPresent.REPLACE)) {
      load.append(List.of(2L));
      load.append(List.of(3L));
      assertThat(load.commit()).isEqualTo(2);
    }
    assertThat(all(loaded)).containsExactlyInAnyOrder(List.of(2L), List.of(3L));
  }

  @Test
  void tapSchemaDescribesItselfAndWhatIsLoaded() throws DatabaseException {
    Field level = new Field("Level", ValueType.INT, "deg", "pos.eq.ra", "x:y", "A column's level.");
    Table.Attribute attribute =
        new Table.Attribute(Field.of("cat_id", ValueType.INT).withDescription("Number"), 42);
    Table table =
        new Table(
            new TableName("safcat", "KiDS"),
            Table.Kind.TABLE,
            "table:utype",
            "A catalogue.",
            List.of(
                Column.of(level).asPrincipal(),
                column("size", new ValueType(Datatype.DOUBLE, "3", null)).asIndexed(),
                column("ra", ValueType.DOUBLE).asStandard()),
            List.of(attribute));
    ForeignKey key =
        new ForeignKey(
            "k1",
            table.name(),
            new TableName("TAP_SCHEMA", "tables"),
            null,
            "A key.",
            List.of(new ForeignKey.ColumnPair("Level", "table_index")));
    Table stored =
        archive.load(
            new TableDefinition(table, "Catalogues.", null, List.of(key)),
            List.of(List.of(1, new double[] {1, 2, 3}, 4.0)));
    assertThat(stored).isEqualTo(table);
    assertThat(archive.database().catalogue().keys()).contains(key);
    assertThat(archive.database().catalogue().schemas())
        .extracting(schema -> schema.name() + ": " + schema.description())
        .contains("safcat: Catalogues.");
    Table columns = archive.table(new TableName("TAP_SCHEMA", "columns"));
    List<String> described = new ArrayList<>();
    for (List<@Nullable Object> row : all(columns)) {
      described.add(row.get(0) + "." + row.get(1) + "." + row.get(5));
    }
    assertThat(described)
        .contains(
            "safcat.KiDS.\"Level\".null",
            "safcat.KiDS.\"size\".3",
            "safcat.KiDS.ra.null",
            "TAP_SCHEMA.columns.\"size\".null",
            "TAP_SCHEMA.tables.cat_id.null");
    assertThat(archive.database().drop(table.name())).isTrue();
    assertThat(archive.database().drop(table.name())).isFalse();
    assertThat(archive.database().catalogue().table(table.name())).isEmpty();
    assertThat(archive.database().catalogue().keys()).doesNotContain(key);
    assertThat(archive.database().catalogue().schemas())
        .extracting(Schema::name)
        .contains("TAP_SCHEMA")
        .doesNotContain("safcat");
  }
}
