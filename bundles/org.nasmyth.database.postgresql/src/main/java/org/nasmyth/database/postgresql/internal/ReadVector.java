// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sphere.DaliShape;
import org.nasmyth.sphere.StcText;
import org.nasmyth.sql.StorageType;
import org.nasmyth.sql.TimestampText;

/** The values of one column, read row by row into an array of their own type. */
abstract class ReadVector implements ColumnVector {

  private final BitSet nulls = new BitSet();
  final int index;

  private ReadVector(int index) {
    this.index = index;
  }

  /**
   * A vector for a column of a result.
   *
   * @param index counted from 1
   */
  static ReadVector of(ValueType type, int index, ResultSetMetaData result) throws SQLException {
    int sqlType = result.getColumnType(index);
    return switch (StorageType.of(type)) {
      case BOOLEAN -> new Booleans(index);
      case SHORT -> new Shorts(index);
      case INT -> new Ints(index);
      case LONG -> new Longs(index);
      case FLOAT -> new Floats(index);
      case DOUBLE -> new Doubles(index);
      case TIMESTAMP -> new Texts(index, Texts.Form.INSTANT);
      case TEXT -> new Texts(index, type.isGeometry() ? Texts.Form.REGION : Texts.Form.PLAIN);
      case ARRAY -> new Arrays(index, type.datatype(), sqlType);
    };
  }

  /** Forgets all values and makes room. */
  void clear(int rows) {
    nulls.clear();
    ensure(rows);
  }

  /** Reads the column's value of the row that the result is at. */
  abstract void read(ResultSet result, int row) throws SQLException;

  abstract void ensure(int rows);

  abstract Object value(int row);

  final void noteNull(ResultSet result, int row) throws SQLException {
    if (result.wasNull()) {
      nulls.set(row);
    }
  }

  final void setNull(int row) {
    nulls.set(row);
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

  private static final class Booleans extends ReadVector {
    private boolean[] values = {};

    Booleans(int index) {
      super(index);
    }

    @Override
    void ensure(int rows) {
      values = values.length < rows ? new boolean[rows] : values;
    }

    @Override
    void read(ResultSet result, int row) throws SQLException {
      values[row] = result.getBoolean(index);
      noteNull(result, row);
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

  private static final class Shorts extends ReadVector {
    private short[] values = {};

    Shorts(int index) {
      super(index);
    }

    @Override
    void ensure(int rows) {
      values = values.length < rows ? new short[rows] : values;
    }

    @Override
    void read(ResultSet result, int row) throws SQLException {
      values[row] = result.getShort(index);
      noteNull(result, row);
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

  private static final class Ints extends ReadVector {
    private int[] values = {};

    Ints(int index) {
      super(index);
    }

    @Override
    void ensure(int rows) {
      values = values.length < rows ? new int[rows] : values;
    }

    @Override
    void read(ResultSet result, int row) throws SQLException {
      values[row] = result.getInt(index);
      noteNull(result, row);
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

  private static final class Longs extends ReadVector {
    private long[] values = {};

    Longs(int index) {
      super(index);
    }

    @Override
    void ensure(int rows) {
      values = values.length < rows ? new long[rows] : values;
    }

    @Override
    void read(ResultSet result, int row) throws SQLException {
      values[row] = result.getLong(index);
      noteNull(result, row);
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

  private static final class Floats extends ReadVector {
    private float[] values = {};

    Floats(int index) {
      super(index);
    }

    @Override
    void ensure(int rows) {
      values = values.length < rows ? new float[rows] : values;
    }

    @Override
    void read(ResultSet result, int row) throws SQLException {
      values[row] = result.getFloat(index);
      noteNull(result, row);
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

  private static final class Doubles extends ReadVector {
    private double[] values = {};

    Doubles(int index) {
      super(index);
    }

    @Override
    void ensure(int rows) {
      values = values.length < rows ? new double[rows] : values;
    }

    @Override
    void read(ResultSet result, int row) throws SQLException {
      values[row] = result.getDouble(index);
      noteNull(result, row);
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

  private static final class Texts extends ReadVector {

    /** What the text is. */
    enum Form {
      PLAIN,
      INSTANT,
      /** STC-S, or a region as pgSphere writes it. */
      REGION
    }

    private final Form form;
    private @Nullable String[] values = {};

    Texts(int index, Form form) {
      super(index);
      this.form = form;
    }

    @Override
    void ensure(int rows) {
      values = values.length < rows ? new String[rows] : values;
    }

    @Override
    void read(ResultSet result, int row) throws SQLException {
      String text = text(result);
      values[row] = text;
      if (text == null) {
        setNull(row);
      }
    }

    private @Nullable String text(ResultSet result) throws SQLException {
      if (form == Form.INSTANT) {
        LocalDateTime time = result.getObject(index, LocalDateTime.class);
        return time == null ? null : TimestampText.write(time);
      }
      String text = result.getString(index);
      return text != null && form == Form.REGION && SphereText.matches(text)
          ? StcText.write(SphereText.parse(text))
          : text;
    }

    @Override
    public String getString(int row) {
      String text = values[row];
      return text == null ? "" : text;
    }

    @Override
    Object value(int row) {
      return getString(row);
    }
  }

  private static final class Arrays extends ReadVector {
    private final Datatype datatype;
    private final int sqlType;
    private Object[] values = {};

    Arrays(int index, Datatype datatype, int sqlType) {
      super(index);
      this.datatype = datatype;
      this.sqlType = sqlType;
    }

    @Override
    void ensure(int rows) {
      values = values.length < rows ? new Object[rows] : values;
    }

    @Override
    void read(ResultSet result, int row) throws SQLException {
      Object array = array(result);
      if (array == null) {
        setNull(row);
      } else {
        values[row] = array;
      }
    }

    private @Nullable Object array(ResultSet result) throws SQLException {
      if (sqlType == Types.VARCHAR) {
        String text = result.getString(index);
        return text == null ? null : DaliShape.values(SphereText.parse(text));
      }
      if (sqlType == Types.BINARY) {
        byte[] bytes = result.getBytes(index);
        return bytes == null ? null : widened(bytes);
      }
      Array array = result.getArray(index);
      return array == null ? null : ArrayValues.primitive((Object[]) array.getArray(), datatype);
    }

    private static short[] widened(byte[] bytes) {
      short[] wide = new short[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        wide[i] = (short) (bytes[i] & 0xff);
      }
      return wide;
    }

    @Override
    public Object getArray(int row) {
      return values[row];
    }

    @Override
    Object value(int row) {
      return values[row];
    }
  }
}
