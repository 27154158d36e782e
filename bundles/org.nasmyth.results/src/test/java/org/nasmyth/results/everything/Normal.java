// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.everything;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;

/**
 * Values of all readers in one form, in which those that formats cannot tell apart are equal: an
 * empty text or array, NaN and NULL.
 */
final class Normal {

  private Normal() {}

  /** The form of a value of a column. */
  static Object of(Object value, ValueType type) {
    if (value == null) {
      return null;
    }
    if (!type.isArray()) {
      return element(value, type.datatype());
    }
    List<Object> elements = new ArrayList<>();
    if (value instanceof String text) {
      if (!text.isBlank()) {
        Arrays.stream(text.split(" ")).forEach(e -> elements.add(element(e, type.datatype())));
      }
    } else if (value instanceof List<?> list) {
      list.forEach(e -> elements.add(e == null ? null : element(e, type.datatype())));
    } else {
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(element(Array.get(value, i), type.datatype()));
      }
    }
    return elements.stream().allMatch(Objects::isNull) ? null : elements;
  }

  private static Object element(Object value, Datatype datatype) {
    String text = value.toString();
    return switch (datatype) {
      case BOOLEAN -> text.startsWith("t") || text.startsWith("T");
      case UNSIGNED_BYTE, SHORT, INT, LONG -> Long.valueOf(text);
      case FLOAT -> Float.isNaN(Float.parseFloat(text)) ? null : Float.valueOf(text);
      case DOUBLE -> Double.isNaN(Double.parseDouble(text)) ? null : Double.valueOf(text);
      case CHAR, UNICODE_CHAR -> text.isEmpty() || text.equals("\0") ? null : text;
    };
  }
}
