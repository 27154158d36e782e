// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.BitSet;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sql.StorageType;
import org.nasmyth.sql.TimestampText;

/** The values of one column of a chunk, in an array of their own type. */
abstract class CopiedVector implements ColumnVector {

  private final BitSet nulls;

  private CopiedVector(BitSet nulls) {
    this.nulls = nulls;
  }

  /** Copies a vector whose values are stored as the type says. */
  static ColumnVector of(DuckDBReadableVector vector, int rows, ValueType type) {
    BitSet nulls = new BitSet();
    for (int i = 0; i < rows; i++) {
      if (vector.isNull(i)) {
        nulls.set(i);
      }
    }
    return switch (StorageType.of(type)) {
      case BOOLEAN -> new Booleans(nulls, vector, rows);
      case SHORT -> new Shorts(nulls, vector, rows);
      case INT -> new Ints(nulls, vector, rows);
      case LONG -> new Longs(nulls, vector, rows);
      case FLOAT -> new Floats(nulls, vector, rows);
      case DOUBLE -> new Doubles(nulls, vector, rows);
      case TEXT, TIMESTAMP -> new Texts(nulls, vector, rows);
      case ARRAY -> new Arrays(nulls, vector, rows, type.datatype());
    };
  }

  @Override
  public final boolean isNull(int row) {
    return nulls.get(row);
  }

  @Override
  public final boolean hasNoNulls() {
    return nulls.isEmpty();
  }

  @Override
  public final @Nullable Object get(int row) {
    return nulls.get(row) ? null : value(row);
  }

  abstract Object value(int row);

  private static final class Booleans extends CopiedVector {
    private final boolean[] values;

    Booleans(BitSet nulls, DuckDBReadableVector vector, int rows) {
      super(nulls);
      values = new boolean[rows];
      for (int i = 0; i < rows; i++) {
        values[i] = vector.getBoolean(i, false);
      }
    }

    @Override
    public boolean getBoolean(int row) {
      return values[row];
    }

    @Override
    Object value(int row) {
      return values[row];
    }
  }

  private static final class Shorts extends CopiedVector {
    private final short[] values;

    Shorts(BitSet nulls, DuckDBReadableVector vector, int rows) {
      super(nulls);
      values = new short[rows];
      for (int i = 0; i < rows; i++) {
        values[i] = vector.getShort(i, (short) 0);
      }
    }

    @Override
    public short getShort(int row) {
      return values[row];
    }

    @Override
    Object value(int row) {
      return values[row];
    }
  }

  private static final class Ints extends CopiedVector {
    private final int[] values;

    Ints(BitSet nulls, DuckDBReadableVector vector, int rows) {
      super(nulls);
      values = new int[rows];
      for (int i = 0; i < rows; i++) {
        values[i] = vector.getInt(i, 0);
      }
    }

    @Override
    public int getInt(int row) {
      return values[row];
    }

    @Override
    Object value(int row) {
      return values[row];
    }
  }

  private static final class Longs extends CopiedVector {
    private final long[] values;

    Longs(BitSet nulls, DuckDBReadableVector vector, int rows) {
      super(nulls);
      values = new long[rows];
      for (int i = 0; i < rows; i++) {
        values[i] = vector.getLong(i, 0);
      }
    }

    @Override
    public long getLong(int row) {
      return values[row];
    }

    @Override
    Object value(int row) {
      return values[row];
    }
  }

  private static final class Floats extends CopiedVector {
    private final float[] values;

    Floats(BitSet nulls, DuckDBReadableVector vector, int rows) {
      super(nulls);
      values = new float[rows];
      for (int i = 0; i < rows; i++) {
        values[i] = vector.getFloat(i, 0);
      }
    }

    @Override
    public float getFloat(int row) {
      return values[row];
    }

    @Override
    Object value(int row) {
      return values[row];
    }
  }

  private static final class Doubles extends CopiedVector {
    private final double[] values;

    Doubles(BitSet nulls, DuckDBReadableVector vector, int rows) {
      super(nulls);
      values = new double[rows];
      for (int i = 0; i < rows; i++) {
        values[i] = vector.getDouble(i, 0);
      }
    }

    @Override
    public double getDouble(int row) {
      return values[row];
    }

    @Override
    Object value(int row) {
      return values[row];
    }
  }

  private static final class Texts extends CopiedVector {
    private final String[] values;

    Texts(BitSet nulls, DuckDBReadableVector vector, int rows) {
      super(nulls);
      values = new String[rows];
      boolean instants = vector.getType() == DuckDBColumnType.TIMESTAMP;
      for (int i = 0; i < rows; i++) {
        if (nulls.get(i)) {
          values[i] = "";
        } else {
          values[i] =
              instants ? TimestampText.write(vector.getLocalDateTime(i)) : vector.getString(i);
        }
      }
    }

    @Override
    public String getString(int row) {
      return values[row];
    }

    @Override
    Object value(int row) {
      return values[row];
    }
  }

  private static final class Arrays extends CopiedVector {
    private final String[] values;
    private final Datatype datatype;

    Arrays(BitSet nulls, DuckDBReadableVector vector, int rows, Datatype datatype) {
      super(nulls);
      this.datatype = datatype;
      values = new String[rows];
      for (int i = 0; i < rows; i++) {
        values[i] = nulls.get(i) ? "" : vector.getString(i);
      }
    }

    @Override
    public Object getArray(int row) {
      return ArrayText.decode(values[row], datatype);
    }

    @Override
    Object value(int row) {
      return getArray(row);
    }
  }
}
