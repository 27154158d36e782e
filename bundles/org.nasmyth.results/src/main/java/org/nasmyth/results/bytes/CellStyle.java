// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.bytes;

import java.io.IOException;

/** How a text format writes what is not simply a number. Stateless. */
public interface CellStyle {

  /** Writes nothing known. */
  void missing(ByteOutput out) throws IOException;

  /** Writes a truth value. */
  void truth(boolean value, ByteOutput out) throws IOException;

  /** Writes a number that is none. */
  void notANumber(ByteOutput out) throws IOException;

  /** Writes a number without bound. */
  void infinity(boolean negative, ByteOutput out) throws IOException;

  /** Writes a text. */
  void text(String value, ByteOutput out) throws IOException;

  /** How the elements of an array are written. */
  default CellStyle elements() {
    return this;
  }

  /** Writes what stands before an array's first element. */
  void beginArray(ByteOutput out) throws IOException;

  /** Writes what stands between two elements. */
  void nextElement(ByteOutput out) throws IOException;

  /** Writes what stands after an array's last element. */
  void endArray(ByteOutput out) throws IOException;
}
