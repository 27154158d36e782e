// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;

/** A small table in memory that can be written in any format. */
public record SampleTable(
    List<Field> fields, List<ResultDescription.Info> infos, List<Object[]> rows) {

  private static final int BATCH = 700;

  public static SampleTable of(List<Field> fields, List<Object[]> rows) {
    return new SampleTable(fields, List.of(), rows);
  }

  /** A table of one row. */
  public static SampleTable row(List<Field> fields, Object... values) {
    return of(fields, List.<Object[]>of(values));
  }

  public byte[] written(ResultFormat format) throws IOException {
    return written(format, new Ending.Complete());
  }

  public byte[] written(ResultFormat format, Ending ending) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultWriter writer = format.begin(new ResultDescription(fields, infos, "a sample"), out);
    for (int from = 0; from < rows.size(); from += BATCH) {
      writer.write(batch(rows.subList(from, Math.min(rows.size(), from + BATCH))));
    }
    writer.end(ending);
    return out.toByteArray();
  }

  private static RowBatch batch(List<Object[]> rows) {
    return new RowBatch() {
      @Override
      public int rows() {
        return rows.size();
      }

      @Override
      public ColumnVector column(int index) {
        return new Values(rows, index);
      }
    };
  }

  private record Values(List<Object[]> rows, int index) implements ColumnVector {
    @Override
    public boolean isNull(int row) {
      return get(row) == null;
    }

    @Override
    public boolean hasNoNulls() {
      return rows.stream().allMatch(row -> row[index] != null);
    }

    @Override
    public boolean getBoolean(int row) {
      return (Boolean) get(row);
    }

    @Override
    public short getShort(int row) {
      return (Short) get(row);
    }

    @Override
    public int getInt(int row) {
      return (Integer) get(row);
    }

    @Override
    public long getLong(int row) {
      return (Long) get(row);
    }

    @Override
    public float getFloat(int row) {
      return (Float) get(row);
    }

    @Override
    public double getDouble(int row) {
      return (Double) get(row);
    }

    @Override
    public String getString(int row) {
      return (String) get(row);
    }

    @Override
    public Object getArray(int row) {
      return get(row);
    }

    @Override
    public Object get(int row) {
      return rows.get(row)[index];
    }
  }
}
