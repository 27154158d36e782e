// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;

/** A batch of rows in memory: an integer, seven floating point numbers and four texts. */
final class Rows implements RowBatch {

  static final int COUNT = 2048;

  private static final long SEED = 20261123;

  private final List<Field> fields = new ArrayList<>();
  private final List<ColumnVector> columns = new ArrayList<>();

  Rows() {
    Random random = new Random(SEED);
    fields.add(Field.of("id", ValueType.INT));
    columns.add(new Integers(random));
    for (int i = 0; i < 7; i++) {
      fields.add(Field.of("x" + i, ValueType.DOUBLE));
      columns.add(new Doubles(random));
    }
    for (int i = 0; i < 4; i++) {
      fields.add(Field.of("s" + i, ValueType.STRING));
      columns.add(new Texts(random));
    }
  }

  List<Field> fields() {
    return fields;
  }

  @Override
  public int rows() {
    return COUNT;
  }

  @Override
  public ColumnVector column(int index) {
    return columns.get(index);
  }

  private static final class Integers implements ColumnVector {
    private final int[] values;

    Integers(Random random) {
      values = random.ints(COUNT).toArray();
    }

    @Override
    public boolean isNull(int row) {
      return false;
    }

    @Override
    public int getInt(int row) {
      return values[row];
    }

    @Override
    public Object get(int row) {
      return values[row];
    }
  }

  /** Every twentieth is NULL. */
  private static final class Doubles implements ColumnVector {
    private final double[] values;

    Doubles(Random random) {
      values = random.doubles(COUNT, -90, 90).toArray();
    }

    @Override
    public boolean isNull(int row) {
      return row % 20 == 0;
    }

    @Override
    public double getDouble(int row) {
      return values[row];
    }

    @Override
    public @Nullable Object get(int row) {
      return isNull(row) ? null : values[row];
    }
  }

  private static final class Texts implements ColumnVector {
    private final String[] values = new String[COUNT];

    Texts(Random random) {
      for (int i = 0; i < COUNT; i++) {
        values[i] = "ADP.2026-11-23T" + (100_000 + random.nextInt(900_000));
      }
    }

    @Override
    public boolean isNull(int row) {
      return false;
    }

    @Override
    public String getString(int row) {
      return values[row];
    }

    @Override
    public Object get(int row) {
      return values[row];
    }
  }
}
