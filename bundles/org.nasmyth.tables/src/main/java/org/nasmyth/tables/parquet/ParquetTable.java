// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.table.AbstractStarTable;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.DescribedValue;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.Tables;

/**
 * A table in a Parquet file. Whole numbers without sign become wider ones with sign, decimals longs
 * or doubles where all of them fit and else text, dates and times ISO text, lists arrays; units,
 * UCDs and descriptions come from the file's VO header if it has one. Rows are read as they are
 * asked for. Safe for any thread; each row sequence is for one.
 */
public final class ParquetTable extends AbstractStarTable {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final Path file;
  private final long rowCount;
  private final List<ColumnInfo> infos = new ArrayList<>();
  private final List<CellReader> readers = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /**
   * Reads what the file says of its columns; and all rows once, if there are columns whose type can
   * only be chosen by their values.
   *
   * @throws IOException if it is no whole Parquet file, or has columns that no archive can hold
   */
  public ParquetTable(Path file) throws IOException {
    this.file = file;
    try {
      rowCount = readRowCount();
      readColumns();
      readHeader();
    } catch (SQLException e) {
      throw ParquetReader.failure(e);
    }
  }

  /** Whether a file begins as Parquet files do; false, too, if it cannot be read. */
  public static boolean isParquet(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    } catch (IOException e) {
      // Whoever opens the file meets the same failure and reports it.
      return false;
    }
  }

  /** What a person who loads the file should know, a line each. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  private long readRowCount() throws IOException, SQLException {
    try (ParquetReader reader = ParquetReader.rowCount(file)) {
      return reader.result().next() ? reader.result().getLong(1) : 0;
    }
  }

  private void readColumns() throws IOException, SQLException {
    try (ParquetReader reader = ParquetReader.rows(file)) {
      ResultSet rows = reader.result();
      List<CellType> types = types(rows.getMetaData());
      narrow(types, rows);
      for (int c = 0; c < types.size(); c++) {
        CellType type = types.get(c);
        ColumnInfo info = new ColumnInfo(rows.getMetaData().getColumnName(c + 1));
        info.setContentClass(type.content());
        info.setXtype(type.xtype());
        if (type.content().isArray()) {
          info.setShape(new int[] {-1});
        }
        if (type.unsignedByte()) {
          info.setAuxDatum(new DescribedValue(Tables.UBYTE_FLAG_INFO, true));
        }
        infos.add(info);
        readers.add(type.reader());
      }
    }
  }

  private static List<CellType> types(ResultSetMetaData columns) throws IOException, SQLException {
    List<CellType> types = new ArrayList<>();
    for (int c = 1; c <= columns.getColumnCount(); c++) {
      String name = columns.getColumnTypeName(c);
      CellType type = CellType.of(name);
      if (type == null) {
        throw new IOException(
            "column %s is of type %s, which a table of an archive cannot hold; write it as plain columns or lists of numbers"
                .formatted(columns.getColumnName(c), name));
      }
      types.add(type);
    }
    return types;
  }

  private static void narrow(List<CellType> types, ResultSet rows)
      throws IOException, SQLException {
    List<Integer> open = new ArrayList<>();
    for (int c = 0; c < types.size(); c++) {
      if (types.get(c).narrowing() != null) {
        open.add(c);
      }
    }
    while (!open.isEmpty() && rows.next()) {
      for (int c : open) {
        Object value = types.get(c).reader().read(rows, c + 1);
        Narrowing narrowing = types.get(c).narrowing();
        if (value != null && narrowing != null) {
          narrowing.see(value);
        }
      }
    }
    types.replaceAll(
        type -> {
          Narrowing narrowing = type.narrowing();
          return narrowing == null ? type : narrowing.decide();
        });
  }

  private void readHeader() throws IOException, SQLException {
    Optional<String> note = note(VoHeader.KEY);
    if (note.isEmpty()) {
      return;
    }
    VoHeader header;
    try {
      header = VoHeader.parse(note.get());
    } catch (IOException e) {
      remarks.add("the VO header of " + file + " is no VOTable and was left aside");
      return;
    }
    setName(header.table().getName());
    setParameters(header.table().getParameters());
    for (int c = 0; c < infos.size(); c++) {
      if (!header.describe(c, infos.get(c))) {
        remarks.add("column " + infos.get(c).getName() + " is not in the file's VO header");
      }
    }
  }

  private Optional<String> note(String key) throws IOException, SQLException {
    try (ParquetReader reader = ParquetReader.notes(file)) {
      while (reader.result().next()) {
        if (key.equals(text(reader.result().getBlob(1)))) {
          return Optional.ofNullable(text(reader.result().getBlob(2)));
        }
      }
    }
    return Optional.empty();
  }

  private static @Nullable String text(@Nullable Blob blob) throws SQLException {
    return blob == null
        ? null
        : new String(blob.getBytes(1, (int) blob.length()), StandardCharsets.UTF_8);
  }

  @Override
  public int getColumnCount() {
    return infos.size();
  }

  @Override
  public long getRowCount() {
    return rowCount;
  }

  @Override
  public ColumnInfo getColumnInfo(int column) {
    return infos.get(column);
  }

  @Override
  public RowSequence getRowSequence() throws IOException {
    return new Rows(ParquetReader.rows(file), readers);
  }

  /** One reading of all rows. */
  private static final class Rows implements RowSequence {
    private final ParquetReader reader;
    private final List<CellReader> cells;

    Rows(ParquetReader reader, List<CellReader> cells) {
      this.reader = reader;
      this.cells = cells;
    }

    @Override
    public boolean next() throws IOException {
      try {
        return reader.result().next();
      } catch (SQLException e) {
        throw ParquetReader.failure(e);
      }
    }

    @Override
    @SuppressWarnings("NullAway") // STIL's tables have null for a blank.
    public Object getCell(int column) throws IOException {
      try {
        return cells.get(column).read(reader.result(), column + 1);
      } catch (SQLException e) {
        throw ParquetReader.failure(e);
      }
    }

    @Override
    public Object[] getRow() throws IOException {
      Object[] row = new Object[cells.size()];
      for (int c = 0; c < row.length; c++) {
        row[c] = getCell(c);
      }
      return row;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
