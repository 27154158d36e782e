// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import org.nasmyth.results.bytes.ByteOutput;

/** Bytes as base64 text, in lines, so that no reader has to hold all of it as one. */
final class Base64Lines {

  private static final int LINE_BYTES = 3 * 4096;

  private final ByteOutput out;
  private final Base64.Encoder encoder = Base64.getEncoder();
  private final byte[] raw = new byte[LINE_BYTES];
  private final byte[] line = new byte[LINE_BYTES / 3 * 4 + 1];
  private int used;

  Base64Lines(ByteOutput out) {
    this.out = out;
    line[line.length - 1] = '\n';
  }

  void write(byte[] source, int length) throws IOException {
    int from = 0;
    while (from < length) {
      int part = Math.min(length - from, LINE_BYTES - used);
      System.arraycopy(source, from, raw, used, part);
      used += part;
      from += part;
      if (used == LINE_BYTES) {
        int unused = encoder.encode(raw, line);
        out.bytes(line, 0, line.length);
        used = 0;
      }
    }
  }

  /** Writes what is left over, with padding. */
  void end() throws IOException {
    byte[] rest = encoder.encode(Arrays.copyOf(raw, used));
    out.bytes(rest, 0, rest.length);
    out.ascii('\n');
    used = 0;
  }
}
