// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.binary;

import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;

/**
 * How a column is declared in VOTable's and FITS's binary serialisations.
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
public record Declaration(
    Datatype datatype, @Nullable String arraysize, int length, @Nullable Long magic) {

  /** The length of values whose length varies. */
  public static final int VARIABLE = -1;

  /** For a serialisation that marks missing values by itself. */
  public static Declaration of(ValueType type) {
    return of(type, type.datatype(), null);
  }

  /** For a serialisation in which a magic value has to stand for a missing whole number. */
  public static Declaration withMagic(ValueType type) {
    Datatype datatype =
        type.datatype() == Datatype.UNSIGNED_BYTE ? Datatype.SHORT : type.datatype();
    return of(type, datatype, least(datatype));
  }

  private static Declaration of(ValueType type, Datatype datatype, @Nullable Long magic) {
    if (datatype.isCharacter()) {
      boolean single = type.arraysize() == null || type.arraysize().equals("1");
      return single
          ? new Declaration(datatype, null, 1, null)
          : new Declaration(datatype, "*", VARIABLE, null);
    }
    String arraysize = type.arraysize();
    if (arraysize == null || !type.isArray()) {
      return new Declaration(datatype, null, 1, magic);
    }
    return new Declaration(datatype, arraysize, elements(arraysize), magic);
  }

  /** Whether the number of elements differs from value to value. */
  public boolean isVariable() {
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

  /** The bytes of one element as VOTable and FITS write it. */
  public int elementBytes() {
    return ArrayColumn.bytesOf(datatype);
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
