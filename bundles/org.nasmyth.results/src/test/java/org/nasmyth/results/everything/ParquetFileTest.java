// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.everything;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.results.Ending;
import org.nasmyth.results.SampleTable;
import org.nasmyth.results.parquet.ParquetFormat;

/** What DuckDB says of Parquet files, beyond that their cells come back. */
class ParquetFileTest {

  private static final List<Field> FIELDS =
      List.of(
          Field.of("id", ValueType.LONG),
          new Field("ra", ValueType.DOUBLE, "deg", "pos.eq.ra", null, "Right ascension"),
          Field.of("name", ValueType.UNICODE_STRING));

  private DuckReader duck;

  @BeforeEach
  void open() throws Exception {
    duck = new DuckReader();
  }

  @AfterEach
  void close() throws Exception {
    duck.close();
  }

  @Test
  void voHeaderTellsWhatColumnsMeanAndHowTheQueryEnded() throws Exception {
    Map<String, String> notes =
        notes(SampleTable.row(FIELDS, 1L, 2.0, "a"), new Ending.Overflow("Cut off."));

    assertThat(notes).containsEntry("IVOA.VOTable-Parquet.version", "1.0");
    assertThat(notes.get("IVOA.VOTable-Parquet.content"))
        .startsWith("<?xml")
        .contains("name=\"ra\" datatype=\"double\" unit=\"deg\" ucd=\"pos.eq.ra\"")
        .contains("<INFO name=\"QUERY_STATUS\" value=\"OVERFLOW\">Cut off.</INFO>")
        .doesNotContain("<DATA>");
  }

  @Test
  void emptyTableHasItsColumns() throws Exception {
    byte[] document = SampleTable.of(FIELDS, List.of()).written(new ParquetFormat());
    List<String> columns = new ArrayList<>();

    duck.query(
        document,
        "DESCRIBE SELECT * FROM read_parquet('%s')",
        row -> columns.add(row.getString(1) + " " + row.getString(2)));

    assertThat(columns).containsExactly("id BIGINT", "ra DOUBLE", "name VARCHAR");
  }

  @Test
  void manyRowsAreWrittenInGroups() throws Exception {
    Random random = new Random(4);
    List<Object[]> rows = new ArrayList<>();
    long sum = 0;
    for (int i = 0; i < 500_000; i++) {
      long id = random.nextLong() >> 4;
      sum += id % 1000;
      rows.add(new Object[] {id, random.nextDouble(), i % 10 == 0 ? null : "row " + id});
    }
    byte[] document = SampleTable.of(FIELDS, rows).written(new ParquetFormat());
    List<String> found = new ArrayList<>();

    duck.query(
        document,
        "SELECT count(*), sum(id %% 1000), count(name), count(*) FILTER (name <> 'row ' || id)"
            + " FROM read_parquet('%s')",
        row ->
            found.add(
                row.getLong(1)
                    + " "
                    + row.getLong(2)
                    + " "
                    + row.getLong(3)
                    + " "
                    + row.getLong(4)));
    duck.query(
        document,
        "SELECT count(DISTINCT row_group_id) > 1 FROM parquet_metadata('%s')",
        row -> found.add(row.getString(1)));

    assertThat(found).containsExactly("500000 " + sum + " 450000 0", "true");
  }

  private Map<String, String> notes(SampleTable table, Ending ending) throws Exception {
    Map<String, String> notes = new HashMap<>();
    duck.query(
        table.written(new ParquetFormat(), ending),
        "SELECT decode(key), decode(value) FROM parquet_kv_metadata('%s')",
        row -> notes.put(row.getString(1), row.getString(2)));
    return notes;
  }
}
