// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import java.io.IOException;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.CellStyle;
import org.nasmyth.results.bytes.Escapes;

/** The values of JSON. It knows no NaN and no infinity: both are null (RFC 8259, section 6). */
enum JsonStyle implements CellStyle {
  JSON;

  @Override
  public void missing(ByteOutput out) throws IOException {
    out.ascii("null");
  }

  @Override
  public void truth(boolean value, ByteOutput out) throws IOException {
    out.ascii(value ? "true" : "false");
  }

  @Override
  public void notANumber(ByteOutput out) throws IOException {
    missing(out);
  }

  @Override
  public void infinity(boolean negative, ByteOutput out) throws IOException {
    missing(out);
  }

  @Override
  public void text(String value, ByteOutput out) throws IOException {
    out.ascii('"');
    out.text(value, Escapes.JSON);
    out.ascii('"');
  }

  @Override
  public void beginArray(ByteOutput out) throws IOException {
    out.ascii('[');
  }

  @Override
  public void nextElement(ByteOutput out) throws IOException {
    out.ascii(',');
  }

  @Override
  public void endArray(ByteOutput out) throws IOException {
    out.ascii(']');
  }
}
