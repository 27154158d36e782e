// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tar file")
class TarWriterTest {

  private static final int MEGABYTE = 1 << 20;

  /** Keeps the first bytes and counts the others. */
  private static final class Begin implements WritableByteChannel {
    final ByteBuffer kept = ByteBuffer.allocate(512);
    long count;

    @Override
    public int write(ByteBuffer bytes) {
      int all = bytes.remaining();
      ByteBuffer some = bytes.duplicate();
      some.limit(some.position() + Math.min(all, kept.remaining()));
      kept.put(some);
      bytes.position(bytes.limit());
      count += all;
      return all;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  @DisplayName("holds members beyond the 8 GiB that its octal numbers can tell")
  void large() throws IOException {
    long length = 9L * 1024 * MEGABYTE;
    Begin out = new Begin();
    TarWriter tar = new TarWriter(out, Instant.EPOCH);
    tar.add("large.fits", length, channel -> zeros(channel, length));
    tar.end();
    assertThat(out.count).isEqualTo(512 + length + 1024);
    assertThat(out.kept.get(124)).isEqualTo((byte) 0x80);
    assertThat(out.kept.getLong(128)).isEqualTo(length);
    byte[] header = out.kept.array().clone();
    int told = Integer.parseInt(new String(header, 148, 6, US_ASCII), 8);
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte value : header) {
      sum += value & 0xff;
    }
    assertThat(told).isEqualTo(sum);
  }

  @Test
  @DisplayName("is not ended when a member was shorter than announced")
  void tooShort() {
    TarWriter tar = new TarWriter(new Begin(), Instant.EPOCH);
    assertThatThrownBy(() -> tar.add("short.fits", 2L * MEGABYTE, out -> zeros(out, MEGABYTE)))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("short.fits");
  }

  private static void zeros(WritableByteChannel out, long count) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(MEGABYTE);
    for (long done = 0; done < count; done += MEGABYTE) {
      int unused = out.write(zeros.clear());
    }
  }
}
