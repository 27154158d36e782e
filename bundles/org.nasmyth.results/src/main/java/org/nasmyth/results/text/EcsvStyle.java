// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import java.io.IOException;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.CellStyle;
import org.nasmyth.results.bytes.Escapes;

/** The values of ECSV with commas: nothing is NULL, an array is JSON in quotes. */
enum EcsvStyle implements CellStyle {
  /** A value of its own, which Python's number parser reads. */
  ECSV("inf") {
    @Override
    public CellStyle elements() {
      return ELEMENT;
    }

    @Override
    public void truth(boolean value, ByteOutput out) throws IOException {
      out.ascii(value ? "True" : "False");
    }
  },
  /** An element of an array, which Python's JSON parser reads. */
  ELEMENT("Infinity") {
    @Override
    public void truth(boolean value, ByteOutput out) throws IOException {
      out.ascii(value ? "true" : "false");
    }
  };

  private final String infinity;

  EcsvStyle(String infinity) {
    this.infinity = infinity;
  }

  @Override
  public void missing(ByteOutput out) {}

  @Override
  public void notANumber(ByteOutput out) throws IOException {
    out.ascii("NaN");
  }

  @Override
  public void infinity(boolean negative, ByteOutput out) throws IOException {
    out.ascii(negative ? "-" : "");
    out.ascii(infinity);
  }

  @Override
  public void text(String value, ByteOutput out) throws IOException {
    out.ascii('"');
    out.text(value, Escapes.CSV_QUOTED);
    out.ascii('"');
  }

  @Override
  public void beginArray(ByteOutput out) throws IOException {
    out.ascii("\"[");
  }

  @Override
  public void nextElement(ByteOutput out) throws IOException {
    out.ascii(',');
  }

  @Override
  public void endArray(ByteOutput out) throws IOException {
    out.ascii("]\"");
  }
}
