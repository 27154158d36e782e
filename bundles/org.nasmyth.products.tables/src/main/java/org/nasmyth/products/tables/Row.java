// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.tables;

import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.nasmyth.products.tables.Mapping.MappedColumn;

/**
 * What a row of a mapped table says.
 *
 * @param mapping which column says what
 * @param values the values by column
 */
record Row(Mapping mapping, Map<String, Object> values) {

  /** The text of a thing; null where the row does not say it. */
  @Nullable String text(MappedColumn key) {
    Object value = value(key);
    return value == null || value.toString().isBlank() ? null : value.toString().strip();
  }

  /** The text of a thing that each row has. */
  String required(MappedColumn key) {
    String text = text(key);
    if (text == null) {
      throw new IllegalStateException(
          "A row of " + mapping.table() + " has no value in its column " + key.word() + ".");
    }
    return text;
  }

  /** The number of a thing; NaN where the row does not say it. */
  double number(MappedColumn key) {
    return value(key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** The whole number of a thing. */
  OptionalLong whole(MappedColumn key) {
    return value(key) instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  private @Nullable Object value(MappedColumn key) {
    String column = mapping.columns().get(key);
    return column == null ? null : values.get(column);
  }
}
