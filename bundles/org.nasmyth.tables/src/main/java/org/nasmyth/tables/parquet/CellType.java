// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables.parquet;

import java.math.BigDecimal;
import java.sql.Blob;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a column's values become.
 *
 * @param content their class, as STIL's tables know it
 * @param xtype DALI's extended type; null for none
 * @param unsignedByte whether shorts are VOTable's unsigned bytes
 * @param reader takes a value out of a row
 * @param narrowing chooses a better type once all values were seen; null where this one is final
 */
record CellType(
    Class<?> content,
    @Nullable String xtype,
    boolean unsignedByte,
    CellReader reader,
    @Nullable Narrowing narrowing) {

  static final String TIMESTAMP = "timestamp";
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");
  private static final int DIGITS_OF_LONG = 18;
  private static final int DIGITS_OF_DOUBLE = 15;

  /**
   * The type for one of DuckDB's.
   *
   * @param name the type's name as DuckDB has it
   * @return null where no column of an archive can hold such values
   */
  static @Nullable CellType of(String name) {
    if (name.endsWith("]")) {
      return ListType.of(name.substring(0, name.lastIndexOf('[')));
    }
    return switch (name) {
      case "BOOLEAN" -> plain(Boolean.class, (row, c) -> row.getObject(c));
      case "TINYINT", "SMALLINT" ->
          plain(Short.class, (row, c) -> orNull(row.getShort(c), row.wasNull()));
      case "UTINYINT" ->
          new CellType(
              Short.class, null, true, (row, c) -> orNull(row.getShort(c), row.wasNull()), null);
      case "USMALLINT", "INTEGER" ->
          plain(Integer.class, (row, c) -> orNull(row.getInt(c), row.wasNull()));
      case "UINTEGER", "BIGINT" ->
          plain(Long.class, (row, c) -> orNull(row.getLong(c), row.wasNull()));
      case "UBIGINT" -> Narrowing.ofNumbers(0);
      case "FLOAT" -> plain(Float.class, (row, c) -> row.getObject(c));
      case "DOUBLE" -> plain(Double.class, (row, c) -> row.getObject(c));
      case "DATE" -> timestamp((row, c) -> text(row.getObject(c)));
      case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS" ->
          timestamp((row, c) -> instant(row.getObject(c, LocalDateTime.class)));
      case "TIMESTAMP WITH TIME ZONE" ->
          timestamp((row, c) -> instant(row.getObject(c, OffsetDateTime.class)));
      case "TIMESTAMP_NS" -> Narrowing.ofInstants();
      case "BLOB" ->
          new CellType(short[].class, null, true, (row, c) -> bytes(row.getBlob(c)), null);
      default -> decimalOrText(name);
    };
  }

  private static @Nullable CellType decimalOrText(String name) {
    Matcher decimal = DECIMAL.matcher(name);
    if (decimal.matches()) {
      int digits = Integer.parseInt(decimal.group(1));
      int scale = Integer.parseInt(decimal.group(2));
      if (scale == 0 && digits <= DIGITS_OF_LONG) {
        return plain(Long.class, (row, c) -> orNull(row.getLong(c), row.wasNull()));
      }
      return digits <= DIGITS_OF_DOUBLE
          ? plain(
              Double.class,
              (row, c) -> row.getObject(c) instanceof BigDecimal d ? d.doubleValue() : null)
          : Narrowing.ofNumbers(scale);
    }
    boolean isText =
        switch (name) {
          // A column of nothing but NULLs has no type, and DuckDB quotes its name.
          case "VARCHAR", "JSON", "UUID", "TIME", "TIME WITH TIME ZONE", "INTERVAL", "\"NULL\"" ->
              true;
          default -> name.startsWith("ENUM");
        };
    return isText ? plain(String.class, (row, c) -> text(row.getObject(c))) : null;
  }

  static CellType plain(Class<?> content, CellReader reader) {
    return new CellType(content, null, false, reader, null);
  }

  static CellType timestamp(CellReader reader) {
    return new CellType(String.class, TIMESTAMP, false, reader, null);
  }

  static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  static @Nullable String instant(@Nullable LocalDateTime value) {
    return value == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(value);
  }

  private static @Nullable String instant(@Nullable OffsetDateTime value) {
    return value == null
        ? null
        : instant(value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "Z";
  }

  private static @Nullable Object orNull(Object value, boolean isNull) {
    return isNull ? null : value;
  }

  private static short @Nullable [] bytes(@Nullable Blob blob) throws java.sql.SQLException {
    if (blob == null) {
      return null;
    }
    byte[] bytes = blob.getBytes(1, (int) blob.length());
    short[] unsigned = new short[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      unsigned[i] = (short) Byte.toUnsignedInt(bytes[i]);
    }
    return unsigned;
  }
}
