// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;

/**
 * How a column is declared in a VOTable.
 *
 * <p>Strings of any size are declared {@code *}: a value may be longer than the catalogue says, and
 * widespread readers take a bounded size for a fixed one. BINARY has no other way to say that a
 * whole number is missing than a magic value, for which the least number of the type serves; no
 * value of an {@code unsignedByte} is free, so that is written as {@code short}.
 *
 * @param datatype the datatype to write
 * @param arraysize the size to write; null for a scalar
 * @param length the number of elements of a value; {@link #VARIABLE} if it varies
 * @param magic the value that stands for a missing whole number; null where there is another way
 */
record Declaration(
    Datatype datatype, @Nullable String arraysize, int length, @Nullable Long magic) {

  /** The length of values whose length varies. */
  static final int VARIABLE = -1;

  static Declaration of(ValueType type, Serialization serialization) {
    Datatype datatype = type.datatype();
    if (datatype.isCharacter()) {
      boolean single = type.arraysize() == null || type.arraysize().equals("1");
      return single
          ? new Declaration(datatype, null, 1, null)
          : new Declaration(datatype, "*", VARIABLE, null);
    }
    if (serialization == Serialization.BINARY && datatype == Datatype.UNSIGNED_BYTE) {
      datatype = Datatype.SHORT;
    }
    Long magic = serialization == Serialization.BINARY ? least(datatype) : null;
    String arraysize = type.arraysize();
    if (arraysize == null || !type.isArray()) {
      return new Declaration(datatype, null, 1, magic);
    }
    return new Declaration(datatype, arraysize, elements(arraysize), magic);
  }

  boolean isVariable() {
    return length == VARIABLE;
  }

  private static @Nullable Long least(Datatype datatype) {
    return switch (datatype) {
      case SHORT -> (long) Short.MIN_VALUE;
      case INT -> (long) Integer.MIN_VALUE;
      case LONG -> Long.MIN_VALUE;
      case BOOLEAN, UNSIGNED_BYTE, FLOAT, DOUBLE, CHAR, UNICODE_CHAR -> null;
    };
  }

  private static int elements(String arraysize) {
    if (arraysize.endsWith("*")) {
      return VARIABLE;
    }
    int product = 1;
    for (String dimension : arraysize.split("x", -1)) {
      product *= Integer.parseInt(dimension.strip());
    }
    return product;
  }
}
