// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.binary;

import java.util.Arrays;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.metadata.Datatype;

/**
 * A text in each cell: {@code char} as ASCII, for which VOTable up to 1.5 reserves it and readers
 * fail on anything else, so that other characters become question marks; {@code unicodeChar} as
 * UTF-16. A column with other than ASCII texts has to be declared {@code unicodeChar}.
 */
final class CharacterColumn extends BinaryColumn {

  private static final int PREFIX = Integer.BYTES;

  private final boolean wide;
  private final boolean variable;
  private byte[] encoded = new byte[8 * 1024];
  private int[] ends = new int[0];

  CharacterColumn(Declaration declaration) {
    this.wide = declaration.datatype() == Datatype.UNICODE_CHAR;
    this.variable = declaration.isVariable();
  }

  @Override
  void measure(ColumnVector column, int from, int count, int[] lengths) {
    if (ends.length < count) {
      ends = new int[count];
    }
    int end = 0;
    for (int i = 0; i < count; i++) {
      int begin = end;
      if (!column.isNull(from + i)) {
        end = encode(column.getString(from + i), end);
      }
      ends[i] = end;
      lengths[i] += variable ? PREFIX + end - begin : unit();
    }
  }

  @Override
  void place(ColumnVector column, int from, int count, byte[] target, int[] at) {
    int begin = 0;
    for (int i = 0; i < count; i++) {
      int length = ends[i] - begin;
      if (variable) {
        BigEndian.put(wide ? length / 2 : length, target, at[i]);
        at[i] += PREFIX;
        System.arraycopy(encoded, begin, target, at[i], length);
        at[i] += length;
      } else {
        Arrays.fill(target, at[i], at[i] + unit(), (byte) 0);
        System.arraycopy(encoded, begin, target, at[i], Math.min(length, unit()));
        at[i] += unit();
      }
      begin = ends[i];
    }
  }

  private int unit() {
    return wide ? Character.BYTES : Byte.BYTES;
  }

  private int encode(String text, int at) {
    int length = text.length();
    int needed = at + length * unit();
    if (needed > encoded.length) {
      encoded = Arrays.copyOf(encoded, Math.max(needed, 2 * encoded.length));
    }
    if (wide) {
      for (int i = 0; i < length; i++) {
        BigEndian.put(text.charAt(i), encoded, at + 2 * i);
      }
      return needed;
    }
    int next = at;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        encoded[next++] = (byte) c;
      } else if (!Character.isLowSurrogate(c)) {
        encoded[next++] = '?';
      }
    }
    return next;
  }
}
