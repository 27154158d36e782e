// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.files;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Packs a file as Unix's {@code compress} does (LZW with codes of 9 to 16 bits), which is how ESO
 * keeps many raw frames. The table of codes is filled once and then kept.
 */
final class LzwFile {

  private static final byte[] HEAD = {0x1f, (byte) 0x9d, (byte) 0x90};
  private static final int FEWEST_BITS = 9;
  private static final int MOST_BITS = 16;
  private static final int FIRST_FREE = 257;
  private static final int GROUP = 8;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int bits = FEWEST_BITS;
  private final byte[] group = new byte[MOST_BITS];
  private int groupBits;

  private LzwFile() {}

  static byte[] of(byte[] content) {
    return new LzwFile().pack(content);
  }

  private byte[] pack(byte[] content) {
    out.writeBytes(HEAD);
    if (content.length == 0) {
      return out.toByteArray();
    }
    Map<Integer, Integer> codes = new HashMap<>();
    int free = FIRST_FREE;
    int code = content[0] & 0xff;
    for (int i = 1; i < content.length; i++) {
      int step = code << 8 | (content[i] & 0xff);
      Integer known = codes.get(step);
      if (known != null) {
        code = known;
        continue;
      }
      put(code, free);
      if (free < 1 << MOST_BITS) {
        codes.put(step, free++);
      }
      code = content[i] & 0xff;
    }
    put(code, free);
    flush((groupBits + Byte.SIZE - 1) / Byte.SIZE);
    return out.toByteArray();
  }

  /** Codes of one width come in groups of eight, so what is left of a group stays empty. */
  private void put(int code, int free) {
    for (int i = 0; i < bits; i++, groupBits++) {
      group[groupBits / Byte.SIZE] |= (byte) ((code >> i & 1) << groupBits % Byte.SIZE);
    }
    boolean wider = bits < MOST_BITS && free > (1 << bits) - 1;
    if (wider || groupBits == GROUP * bits) {
      flush(bits);
    }
    if (wider) {
      bits++;
    }
  }

  private void flush(int bytes) {
    out.write(group, 0, bytes);
    Arrays.fill(group, (byte) 0);
    groupBits = 0;
  }
}
