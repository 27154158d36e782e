// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.nio.charset.StandardCharsets;

/** A part of an answer. */
sealed interface Piece {

  /** How many bytes it has. */
  long length();

  /** Text between spans. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; made, written and forgotten.
  record Text(byte[] bytes) implements Piece {

    static Text of(String text) {
      return new Text(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public long length() {
      return bytes.length;
    }
  }

  /** A span of the file. */
  record Bytes(ByteRanges.Span span) implements Piece {
    @Override
    public long length() {
      return span.length();
    }
  }
}
