// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One structure in Thrift's compact protocol, in which Parquet writes its metadata. Fields are put
 * in the order of their numbers. Used by one thread.
 */
final class Thrift {

  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int BYTE = 3;
  private static final int INT = 5;
  private static final int LONG = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int SHORT_LIST = 15;

  private final LittleEndian out;
  private int last;

  private Thrift(LittleEndian out) {
    this.out = out;
  }

  /** Writes a structure. */
  static void write(LittleEndian out, Consumer<Thrift> fields) {
    fields.accept(new Thrift(out));
    out.put((byte) 0);
  }

  Thrift truth(int field, boolean value) {
    header(field, value ? TRUE : FALSE);
    return this;
  }

  Thrift octet(int field, int value) {
    header(field, BYTE);
    out.put((byte) value);
    return this;
  }

  Thrift integer(int field, int value) {
    header(field, INT);
    zigzag(value);
    return this;
  }

  Thrift integer(int field, long value) {
    header(field, LONG);
    zigzag(value);
    return this;
  }

  Thrift text(int field, String value) {
    header(field, BINARY);
    binary(value);
    return this;
  }

  Thrift struct(int field, Consumer<Thrift> fields) {
    header(field, STRUCT);
    write(out, fields);
    return this;
  }

  Thrift integers(int field, List<Integer> values) {
    return list(field, INT, values, (value, thrift) -> thrift.zigzag(value));
  }

  Thrift texts(int field, List<String> values) {
    return list(field, BINARY, values, (value, thrift) -> thrift.binary(value));
  }

  <T> Thrift structs(int field, List<T> values, BiConsumer<T, Thrift> fields) {
    return list(
        field,
        STRUCT,
        values,
        (value, thrift) -> write(thrift.out, struct -> fields.accept(value, struct)));
  }

  private <T> Thrift list(int field, int type, List<T> values, BiConsumer<T, Thrift> element) {
    header(field, LIST);
    if (values.size() < SHORT_LIST) {
      out.put((byte) ((values.size() << 4) | type));
    } else {
      out.put((byte) ((SHORT_LIST << 4) | type));
      out.putVariable(values.size());
    }
    values.forEach(value -> element.accept(value, this));
    return this;
  }

  private void header(int field, int type) {
    out.put((byte) (((field - last) << 4) | type));
    last = field;
  }

  private void zigzag(long value) {
    out.putVariable((value << 1) ^ (value >> 63));
  }

  private void binary(String value) {
    byte[] bytes = value.getBytes(UTF_8);
    out.putVariable(bytes.length);
    out.put(bytes, bytes.length);
  }
}
