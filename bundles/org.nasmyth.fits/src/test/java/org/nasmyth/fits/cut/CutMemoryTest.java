// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FitsBytes;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.MemorySource;

/** How often data are read whose sum stands before them. */
class CutMemoryTest {

  private static final int MEGABYTE = 1 << 20;

  private static byte[] file() {
    byte[] pixels = new byte[3000 * 2000];
    new Random(5).nextBytes(pixels);
    List<String> cards = new ArrayList<>(FitsBytes.imageCards(true, 8, new long[] {3000, 2000}));
    cards.add("CHECKSUM= '0000000000000000'");
    cards.add("DATASUM = '0'");
    return new FitsBytes().hdu(cards, pixels).bytes();
  }

  private record Made(ByteBuffer piece, long read) {}

  private static Made cut(byte[] bytes, int memory) throws Exception {
    MemorySource source = new MemorySource(bytes);
    try (FitsFile file = FitsFile.open(source)) {
      Cut cut =
          new CutPlan(file, Checksums.WHERE_PRESENT, new Workshop(memory, 0))
              .image(file.hdu(0), Box.of(101, 3000, 11, 1990), HeaderEdit.NONE)
              .build();
      long before = source.bytesRead();
      byte[] piece = FitsBytes.written(cut);
      assertThat(FitsBytes.sum(piece, 0, piece.length)).isEqualTo(0xFFFFFFFFL);
      return new Made(ByteBuffer.wrap(piece), source.bytesRead() - before);
    }
  }

  @Test
  void what_is_kept_is_read_once_and_the_rest_twice() throws Exception {
    byte[] bytes = file();
    long data = 2900L * 1980;
    long gaps = 100L * 1980;
    Made once = cut(bytes, 16 * MEGABYTE);
    assertThat(once.read()).isBetween(data, data + gaps);
    Made partly = cut(bytes, 6 * MEGABYTE);
    assertThat(partly.read()).isBetween(data + data / 4, 2 * data - MEGABYTE);
    Made twice = cut(bytes, 0);
    assertThat(twice.read()).isBetween(2 * data, 2 * (data + gaps));
    assertThat(partly.piece()).isEqualTo(once.piece());
    assertThat(twice.piece()).isEqualTo(once.piece());
  }

  @Test
  void an_image_whose_header_alone_changes_keeps_its_data_sum_unread() throws Exception {
    byte[] summed = cut(file(), 16 * MEGABYTE).piece().array();
    MemorySource source = new MemorySource(summed);
    try (FitsFile file = FitsFile.open(source)) {
      Cut cut =
          new CutPlan(file, Checksums.WHERE_PRESENT, new Workshop(0, 0))
              .copy(file.hdu(0), editor -> editor.history("told"))
              .build();
      long before = source.bytesRead();
      byte[] piece = FitsBytes.written(cut);
      assertThat(FitsBytes.sum(piece, 0, piece.length)).isEqualTo(0xFFFFFFFFL);
      assertThat(source.bytesRead() - before).isEqualTo(2900L * 1980);
    }
  }

  @Test
  void memory_is_shared_and_given_back() {
    CutMemory memory = new CutMemory(8 * MEGABYTE);
    try (CutMemory.Kept first = memory.keep(20L * MEGABYTE)) {
      first.write(ByteBuffer.allocate(7 * MEGABYTE));
      assertThat(first.length()).as("three quarters of it").isEqualTo(6L * MEGABYTE);
      ByteBuffer buffer = memory.take(MEGABYTE);
      ByteBuffer other = memory.take(MEGABYTE);
      assertThat(buffer.capacity()).isEqualTo(MEGABYTE);
      assertThat(memory.take(MEGABYTE).capacity()).as("from the heap").isLessThan(MEGABYTE);
      memory.giveBack(buffer);
      memory.giveBack(other);
    }
    try (CutMemory.Kept again = memory.keep(6L * MEGABYTE)) {
      again.write(ByteBuffer.allocate(7 * MEGABYTE));
      assertThat(again.length()).isEqualTo(6L * MEGABYTE);
    }
  }
}
