// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What {@code compress} packs comes back; gzip's own unpacker is the judge of our test's packer.
 */
class LzwInputStreamTest {

  @Test
  void whatWasPackedComesBack() throws Exception {
    Random random = new Random(20261123);
    for (int length : new int[] {0, 1, 2, 700, 5000, 300_000}) {
      for (int letters : new int[] {1, 3, 256}) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
          bytes[i] = (byte) random.nextInt(letters);
        }
        for (int bits : new int[] {10, 12, 16}) {
          for (boolean clear : new boolean[] {false, true}) {
            byte[] packed = new Packer(bits, clear).pack(bytes);
            assertThat(unpack(packed))
                .as("%d bytes of %d kinds, %d bits, %s", length, letters, bits, clear)
                .isEqualTo(bytes);
            if (length == 300_000) {
              assertThat(byGzip(packed)).isEqualTo(bytes);
            }
          }
        }
      }
    }
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    try (LzwInputStream in = new LzwInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  private static byte[] byGzip(byte[] packed) throws Exception {
    Process gzip = new ProcessBuilder("gzip", "-dc").start();
    Thread feeder =
        new Thread(
            () -> {
              try (var out = gzip.getOutputStream()) {
                out.write(packed);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    feeder.start();
    byte[] unpacked = gzip.getInputStream().readAllBytes();
    feeder.join(10_000);
    return unpacked;
  }

  @Test
  void damageIsNoticedAndNeverEndless() {
    assertThatThrownBy(() -> unpack(new byte[] {0x1f, (byte) 0x8b, 8}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not packed by compress");
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[3 + random.nextInt(400)];
      random.nextBytes(bytes);
      bytes[0] = 0x1f;
      bytes[1] = (byte) 0x9d;
      bytes[2] = (byte) (0x80 | (9 + random.nextInt(8)));
      try {
        assertThat(unpack(bytes).length).isLessThan(1 << 20);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("damaged");
      }
    }
  }

  /** Packs as compress does, and clears its table now and then if that is wanted. */
  private static final class Packer {
    private final int mostBits;
    private final boolean clear;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int bits = 9;
    private long buffer;
    private int buffered;
    private int inGroup;

    Packer(int mostBits, boolean clear) {
      this.mostBits = mostBits;
      this.clear = clear;
    }

    byte[] pack(byte[] bytes) {
      out.write(0x1f);
      out.write(0x9d);
      out.write(0x80 | mostBits);
      Map<Integer, Integer> table = new HashMap<>();
      int free = 257;
      int largest = 511;
      int current = -1;
      int since = 0;
      for (byte one : bytes) {
        int next = one & 0xff;
        if (current < 0) {
          current = next;
          continue;
        }
        Integer longer = table.get(current << 8 | next);
        if (longer != null) {
          current = longer;
          continue;
        }
        put(current);
        if (free < 1 << mostBits) {
          table.put(current << 8 | next, free++);
        }
        current = next;
        if (free > largest + 1 && bits < mostBits) {
          endGroup();
          bits++;
          largest = bits == mostBits ? 1 << mostBits : (1 << bits) - 1;
        }
        if (clear && ++since == 40_000) {
          since = 0;
          put(256);
          endGroup();
          table.clear();
          free = 257;
          bits = 9;
          largest = 511;
        }
      }
      if (current >= 0) {
        put(current);
      }
      while (buffered > 0) {
        out.write((int) buffer);
        buffer >>>= 8;
        buffered -= 8;
      }
      return out.toByteArray();
    }

    private void put(int code) {
      buffer |= (long) code << buffered;
      buffered += bits;
      inGroup++;
      flush();
    }

    private void flush() {
      while (buffered >= 8) {
        out.write((int) buffer & 0xff);
        buffer >>>= 8;
        buffered -= 8;
      }
    }

    private void endGroup() {
      while (inGroup % 8 != 0) {
        put(0);
      }
      inGroup = 0;
    }
  }
}
