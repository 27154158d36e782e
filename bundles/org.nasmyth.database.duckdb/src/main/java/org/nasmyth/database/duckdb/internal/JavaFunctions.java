// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.lang.ref.WeakReference;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sql.StorageType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * User-defined functions with a body in Java, made known to DuckDB when a query first needs them.
 *
 * <p>DuckDB cannot forget a function, and so would keep every version of every plugin alive. What
 * it gets is therefore a {@link Slot}, which holds a function's code only while a query uses it.
 * Each object has a slot of its own as long as it lives, so that a query which began with one
 * version of a function never calls another; slots of objects that are gone are used again. Safe
 * for any thread.
 */
final class JavaFunctions {

  private static final Logger log = LoggerFactory.getLogger(JavaFunctions.class);

  private final Engine engine;
  private final List<Slot> slots = new ArrayList<>();

  JavaFunctions(Engine engine) {
    this.engine = engine;
  }

  /** The right to call a function by a name in SQL, until {@link #end}. */
  record Use(String name, Runnable end) {}

  /**
   * Begins to use a function.
   *
   * @throws DatabaseException if DuckDB does not take it
   */
  synchronized Use use(AdqlFunction function) throws DatabaseException {
    if (!(function.body() instanceof FunctionBody.JavaBody code)) {
      throw new DatabaseException(
          DatabaseException.Kind.UNSUPPORTED,
          "The function " + function.signature().name() + " cannot run in this database.",
          null);
    }
    Slot slot = slotOf(function);
    slot.owner = new WeakReference<>(function);
    slot.body = new Body(function.signature(), code);
    slot.users++;
    return new Use(slot.name, () -> end(slot));
  }

  private synchronized void end(Slot slot) {
    if (--slot.users == 0) {
      slot.body = null;
    }
  }

  private Slot slotOf(AdqlFunction function) throws DatabaseException {
    List<DuckDBColumnType> shape = shape(function.signature());
    Slot free = null;
    for (Slot slot : slots) {
      AdqlFunction owner = slot.owner.get();
      if (owner == function) {
        return slot;
      }
      if (owner == null && slot.users == 0 && slot.shape.equals(shape)) {
        free = slot;
      }
    }
    if (free != null) {
      return free;
    }
    Slot slot = new Slot("nasmyth_user_" + slots.size(), shape);
    try {
      register(slot);
    } catch (SQLException e) {
      throw new DatabaseException(
          DatabaseException.Kind.FAULT,
          "The function " + function.signature().name() + " cannot be used in this database.",
          e);
    }
    slots.add(slot);
    return slot;
  }

  private void register(Slot slot) throws SQLException {
    int parameters = slot.shape.size() - 1;
    DuckDBConnection connection = engine.acquire();
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(slot.name)
          .withParameters(slot.shape.subList(0, parameters).toArray(DuckDBColumnType[]::new))
          .withReturnType(slot.shape.get(parameters))
          .withVectorizedFunction(slot::apply)
          .register(connection);
    } finally {
      engine.release(connection);
    }
  }

  /** The types of the parameters, then that of the result. */
  private static List<DuckDBColumnType> shape(FunctionSignature signature) {
    List<DuckDBColumnType> types = new ArrayList<>();
    signature.parameters().forEach(parameter -> types.add(parameterType(parameter.type())));
    types.add(parameterType(signature.result()));
    return List.copyOf(types);
  }

  private static DuckDBColumnType parameterType(ValueType type) {
    StorageType storage = StorageType.of(type);
    return storage == StorageType.TIMESTAMP ? DuckDBColumnType.VARCHAR : TypeNames.column(storage);
  }

  /** A function as DuckDB knows it. */
  private static final class Slot {
    final String name;
    final List<DuckDBColumnType> shape;
    WeakReference<AdqlFunction> owner = new WeakReference<>(null);
    int users;
    volatile @Nullable Body body;

    Slot(String name, List<DuckDBColumnType> shape) {
      this.name = name;
      this.shape = shape;
    }

    void apply(DuckDBDataChunkReader in, DuckDBWritableVector out) {
      Body present = body;
      if (present == null) {
        throw new IllegalStateException("Function " + name + " is called by no query.");
      }
      present.apply(in, out);
    }
  }

  /** A function's code and its types. */
  private record Body(FunctionSignature signature, FunctionBody.JavaBody body) {

    void apply(DuckDBDataChunkReader in, DuckDBWritableVector out) {
      List<@Nullable Object> arguments = new ArrayList<>();
      for (long row = 0; row < in.rowCount(); row++) {
        arguments.clear();
        boolean missing = false;
        for (int i = 0; i < signature.parameters().size(); i++) {
          Object value = argument(in.vector(i), row, signature.parameters().get(i).type());
          missing |= value == null;
          arguments.add(value);
        }
        Object result = missing && body.strict() ? null : call(arguments);
        write(out, row, result);
      }
    }

    private @Nullable Object call(List<@Nullable Object> arguments) {
      try {
        return body.code().apply(new ArrayList<>(arguments));
      } catch (IllegalArgumentException e) {
        String message = e.getMessage() == null ? "the arguments make no sense" : e.getMessage();
        throw new UserFault(signature.name() + ": " + message, e);
      } catch (RuntimeException e) {
        log.warn("Function {} failed", signature.name(), e);
        throw new UserFault(
            signature.name() + ": the function failed with these arguments, by a fault of its own.",
            e);
      }
    }

    private static @Nullable Object argument(DuckDBReadableVector in, long row, ValueType type) {
      if (in.isNull(row)) {
        return null;
      }
      return switch (StorageType.of(type)) {
        case BOOLEAN -> in.getBoolean(row);
        case SHORT -> in.getShort(row);
        case INT -> in.getInt(row);
        case LONG -> in.getLong(row);
        case FLOAT -> in.getFloat(row);
        case DOUBLE -> in.getDouble(row);
        case TEXT, TIMESTAMP -> in.getString(row);
        case ARRAY -> ArrayText.decode(in.getString(row), type.datatype());
      };
    }

    private void write(DuckDBWritableVector out, long row, @Nullable Object value) {
      if (value == null) {
        out.setNull(row);
        return;
      }
      ValueType type = signature.result();
      try {
        switch (StorageType.of(type)) {
          case BOOLEAN -> out.setBoolean(row, (Boolean) value);
          case SHORT -> out.setShort(row, ((Number) value).shortValue());
          case INT -> out.setInt(row, ((Number) value).intValue());
          case LONG -> out.setLong(row, ((Number) value).longValue());
          case FLOAT -> out.setFloat(row, ((Number) value).floatValue());
          case DOUBLE -> out.setDouble(row, ((Number) value).doubleValue());
          case TEXT, TIMESTAMP -> out.setString(row, (String) value);
          case ARRAY -> out.setString(row, ArrayText.encode(value, type.datatype()));
        }
      } catch (ClassCastException e) {
        throw new UserFault(
            signature.name() + ": the function gave a value of another type than it declares.", e);
      }
    }
  }
}
