// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sql.LoadedValue;
import org.nasmyth.sql.StorageType;
import org.nasmyth.sql.UnfitValueException;

/** Takes the values of one column in. A number may be of a narrower type than the column's. */
interface ValueReader {

  /** Adds a value that is not null. */
  void append(Object value, DuckDBAppender appender) throws SQLException, UnfitValueException;

  /** The reader for a column. */
  static ValueReader of(Column column) {
    ValueType type = column.type();
    LoadedValue loaded = new LoadedValue(type);
    return switch (StorageType.of(type)) {
      case BOOLEAN -> (value, appender) -> appender.append(loaded.as(Boolean.class, value));
      case SHORT ->
          type.datatype() == Datatype.UNSIGNED_BYTE
              ? (value, appender) -> appender.append((short) loaded.whole(value, 0, 255))
              : (value, appender) ->
                  appender.append((short) loaded.whole(value, Short.MIN_VALUE, Short.MAX_VALUE));
      case INT ->
          (value, appender) ->
              appender.append((int) loaded.whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case LONG ->
          (value, appender) -> appender.append(loaded.whole(value, Long.MIN_VALUE, Long.MAX_VALUE));
      case FLOAT -> (value, appender) -> appender.append(loaded.single(value));
      case DOUBLE ->
          (value, appender) -> appender.append(loaded.as(Number.class, value).doubleValue());
      case TEXT -> (value, appender) -> appender.append(loaded.as(String.class, value));
      case TIMESTAMP -> (value, appender) -> appender.appendEpochMicros(loaded.micros(value));
      case ARRAY -> (value, appender) -> appender.append(array(value, loaded));
    };
  }

  private static String array(Object value, LoadedValue loaded) throws UnfitValueException {
    loaded.checkArray(value);
    return ArrayText.encode(value, loaded.type().datatype());
  }
}
