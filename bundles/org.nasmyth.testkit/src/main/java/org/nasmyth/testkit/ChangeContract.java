// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nasmyth.testkit.Trees.column;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableChange;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.sphere.Circle;

/**
 * How rows of tables that are there change. Extend it and say how an archive is opened.
 *
 * <p>The tables that it changes have an indexed key, a position and a region, so that a database
 * which forgets to keep its indexes fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ChangeContract {

  private static final ValueType REGION = new ValueType(Datatype.CHAR, "*", "adql:REGION");
  private static final List<String> ALL = List.of("id", "number", "ra", "dec", "s_region");

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

  /** A table with the rows a, b and c at right ascensions 10, 20 and 30. */
  private Table table(String name) throws DatabaseException {
    return table(name, List.of(row("a", 1, 10), row("b", 2, 20), row("c", 3, 30)));
  }

  private Table table(String name, List<? extends List<? extends @Nullable Object>> rows)
      throws DatabaseException {
    Table table =
        Trees.table(
            "obs",
            name,
            Column.of(Field.of("id", ValueType.STRING)).asIndexed(),
            Column.of(Field.of("number", ValueType.LONG)),
            Column.of(Field.of("ra", ValueType.DOUBLE)).asIndexed(),
            Column.of(Field.of("dec", ValueType.DOUBLE)).asIndexed(),
            Column.of(Field.of("s_region", REGION)).asIndexed());
    return archive.load(
        new TableDefinition(
            table, null, new TableDefinition.PositionColumns("ra", "dec"), List.of()),
        rows);
  }

  private static List<@Nullable Object> row(String id, long number, double ra) {
    return Arrays.asList(id, number, ra, 5.0, region(ra, 0.5));
  }

  private static String region(double ra, double radius) {
    return "CIRCLE ICRS " + ra + " 5.0 " + radius;
  }

  private List<@Nullable Object> ids(Table table) throws DatabaseException {
    return archive.where(table, new Expression.IsNull(column(1, table, 0), true));
  }

  private List<@Nullable Object> byPosition(Table table, double ra, double radius)
      throws DatabaseException {
    return archive.where(
        table,
        new Expression.Contains(
            new Expression.PointOf(
                column(1, table, 2), column(1, table, 3), org.nasmyth.sphere.Frame.ICRS),
            new Expression.RegionConstant(new Circle(ra, 5, radius), REGION)));
  }

  private List<@Nullable Object> byRegion(Table table, double ra, double radius)
      throws DatabaseException {
    return archive.where(
        table,
        new Expression.Intersects(
            column(1, table, 4), new Expression.RegionConstant(new Circle(ra, 5, radius), REGION)));
  }

  @Test
  void rowsComeAndGoTogetherAndIndexesKnowThem() throws DatabaseException {
    Table table = table("together");
    try (TableChange change = archive.database().change()) {
      assertThat(change.delete(table.name(), "ID", List.of("a", "c", "nobody"))).isEqualTo(2);
      change.append(table.name(), ALL, List.of(row("c", 4, 60), row("d", 5, 70)));
      assertThat(ids(table)).containsExactly("a", "b", "c");
      change.commit();
    }
    assertThat(ids(table)).containsExactly("b", "c", "d");
    assertThat(byPosition(table, 60, 1)).containsExactly("c");
    assertThat(byPosition(table, 30, 1)).isEmpty();
    assertThat(byRegion(table, 70, 0.1)).containsExactly("d");
    assertThat(byRegion(table, 10, 0.1)).isEmpty();
    assertThat(
            archive.where(
                table,
                new Expression.Comparison(
                    Expression.Comparison.Operator.EQUAL, column(1, table, 0), Trees.text("c"))))
        .containsExactly("c");
  }

  @Test
  void aRegionLargerThanAllBeforeIsFound() throws DatabaseException {
    Table table = table("larger");
    try (TableChange change = archive.database().change()) {
      change.append(
          table.name(), ALL, List.of(Arrays.asList("vast", 9L, 100.0, 5.0, region(100, 40))));
      change.commit();
    }
    assertThat(byRegion(table, 135, 0.1)).containsExactly("vast");
  }

  @Test
  void anEmptyTableIsFilled() throws DatabaseException {
    Table table = table("empty", List.of());
    assertThat(byRegion(table, 10, 1)).isEmpty();
    try (TableChange change = archive.database().change()) {
      change.append(table.name(), ALL, List.of(row("first", 1, 10)));
      change.commit();
    }
    assertThat(byRegion(table, 10, 1)).containsExactly("first");
    assertThat(byPosition(table, 10, 1)).containsExactly("first");
  }

  @Test
  void columnsThatAreNotNamedAreNull() throws DatabaseException {
    Table table = table("partial");
    try (TableChange change = archive.database().change()) {
      change.append(table.name(), List.of("Number", "id"), List.of(List.of(7L, "bare")));
      change.commit();
    }
    assertThat(archive.where(table, new Expression.IsNull(column(1, table, 2), false)))
        .containsExactly("bare");
    assertThat(
            archive.where(
                table,
                new Expression.Comparison(
                    Expression.Comparison.Operator.EQUAL, column(1, table, 1), Trees.number(7))))
        .containsExactly("bare");
  }

  @Test
  void rowsAreTakenAwayByWholeNumbersAndManyKeys() throws DatabaseException {
    Table table =
        table(
            "numbers", IntStream.range(0, 1500).mapToObj(i -> row("n" + i, i, i / 10.0)).toList());
    try (TableChange change = archive.database().change()) {
      assertThat(change.delete(table.name(), "number", LongStream.range(0, 1200).boxed().toList()))
          .isEqualTo(1200);
      assertThat(change.delete(table.name(), "number", List.of())).isZero();
      change.commit();
    }
    assertThat(ids(table)).hasSize(300);
  }

  @Test
  void aKeyCanBeAddedAndTakenAwayWithinOneChange() throws DatabaseException {
    Table table = table("twice");
    try (TableChange change = archive.database().change()) {
      change.append(table.name(), ALL, List.of(row("x", 1, 80)));
      assertThat(change.delete(table.name(), "id", List.of("x", "a"))).isEqualTo(2);
      change.append(table.name(), ALL, List.of(row("a", 8, 81)));
      change.commit();
    }
    assertThat(ids(table)).containsExactly("a", "b", "c");
    assertThat(byPosition(table, 81, 0.5)).containsExactly("a");
  }

  @Test
  void aChangeThatIsNotCommittedLeavesNothing() throws DatabaseException {
    Table table = table("given_up");
    try (TableChange change = archive.database().change()) {
      change.delete(table.name(), "id", List.of("a"));
      change.append(table.name(), ALL, List.of(row("d", 4, 40)));
    }
    assertThat(ids(table)).containsExactly("a", "b", "c");
  }

  @Test
  void valuesThatDoNotFitAreNamedAndTheChangeEnds() throws DatabaseException {
    Table table = table("unfit");
    try (TableChange change = archive.database().change()) {
      change.delete(table.name(), "id", List.of("a"));
      assertThatThrownBy(
              () ->
                  change.append(
                      table.name(),
                      List.of("id", "number"),
                      List.of(List.of("d", 1L), List.of("e", "two"))))
          .isInstanceOf(DatabaseException.class)
          .hasMessage(
              "Row 2 of obs.unfit: column number: 'two' (String) is no value of type long.");
      assertThatThrownBy(change::commit).isInstanceOf(IllegalStateException.class);
    }
    assertThat(ids(table)).containsExactly("a", "b", "c");
  }

  @Test
  void tablesThatAreLoadedMeanwhileStay() throws DatabaseException {
    Table table = table("changed");
    try (TableChange change = archive.database().change()) {
      change.append(table.name(), ALL, List.of(row("d", 4, 40)));
      Table meanwhile = table("meanwhile");
      change.commit();
      assertThat(archive.database().catalogue().table(meanwhile.name())).isPresent();
      assertThat(ids(meanwhile)).containsExactly("a", "b", "c");
    }
    assertThat(ids(table)).containsExactly("a", "b", "c", "d");
  }

  @Test
  void whatIsNotThereIsNamed() throws DatabaseException {
    Table table = table("there");
    try (TableChange change = archive.database().change()) {
      assertThatThrownBy(
              () -> change.append(table.name(), List.of("colour"), List.of(List.of("red"))))
          .isInstanceOf(DatabaseException.class)
          .hasMessage("Table obs.there has no one column colour.");
    }
    try (TableChange change = archive.database().change()) {
      assertThatThrownBy(() -> change.delete(new TableName("obs", "gone"), "id", List.of("a")))
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.BAD_VALUE));
    }
    try (TableChange change = archive.database().change()) {
      assertThatThrownBy(
              () ->
                  change.delete(
                      new TableName("TAP_SCHEMA", "tables"), "table_name", List.of("obs.there")))
          .isInstanceOf(DatabaseException.class);
    }
    assertThat(ids(table)).containsExactly("a", "b", "c");
  }

  @Test
  void aChangedTableCanBeReplaced() throws DatabaseException {
    Table table = table("replaced");
    try (TableChange change = archive.database().change()) {
      change.append(table.name(), ALL, List.of(row("d", 4, 40)));
      change.commit();
    }
    try (TableLoad load =
        archive
            .database()
            .begin(
                new TableDefinition(table, null, null, Collections.emptyList()),
                IfPresent.REPLACE)) {
      load.append(row("only", 1, 1));
      load.commit();
    }
    assertThat(ids(table)).containsExactly("only");
  }
}
