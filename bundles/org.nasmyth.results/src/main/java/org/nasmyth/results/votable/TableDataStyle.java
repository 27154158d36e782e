// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.io.IOException;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.CellStyle;
import org.nasmyth.results.bytes.Escapes;

/** The content of TD elements (VOTable 1.4, sections 5.1 and 6): an empty one is NULL. */
enum TableDataStyle implements CellStyle {
  TABLEDATA;

  @Override
  public void missing(ByteOutput out) {}

  @Override
  public void truth(boolean value, ByteOutput out) throws IOException {
    out.ascii(value ? 'T' : 'F');
  }

  @Override
  public void notANumber(ByteOutput out) throws IOException {
    out.ascii("NaN");
  }

  @Override
  public void infinity(boolean negative, ByteOutput out) throws IOException {
    out.ascii(negative ? "-Inf" : "+Inf");
  }

  @Override
  public void text(String value, ByteOutput out) throws IOException {
    out.text(value, Escapes.XML_TEXT);
  }

  @Override
  public void beginArray(ByteOutput out) {}

  @Override
  public void nextElement(ByteOutput out) throws IOException {
    out.ascii(' ');
  }

  @Override
  public void endArray(ByteOutput out) {}
}
