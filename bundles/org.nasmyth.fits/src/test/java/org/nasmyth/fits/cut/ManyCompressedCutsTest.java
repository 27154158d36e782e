// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FitsBytes;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.MemorySource;

/** Cuts of images in tiles that are higher than a row, with little memory for all of them. */
class ManyCompressedCutsTest {

  private static final int SIDE = 600;
  private static final int TILE = 150;
  private static final Box BOX = Box.of(31, 590, 5, 580);
  private static final int CLIENTS = 16;

  private final byte[] pixels = new byte[2 * SIDE * SIDE];
  private final byte[] file;

  ManyCompressedCutsTest() throws Exception {
    new Random(3).nextBytes(pixels);
    int tiles = SIDE / TILE;
    ByteArrayOutputStream heap = new ByteArrayOutputStream();
    ByteBuffer rows = ByteBuffer.allocate(8 * tiles * tiles);
    for (int tile = 0; tile < tiles * tiles; tile++) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        for (int y = 0; y < TILE; y++) {
          int at = (tile / tiles * TILE + y) * SIDE + tile % tiles * TILE;
          gzip.write(pixels, 2 * at, 2 * TILE);
        }
      }
      rows.putInt(packed.size()).putInt(heap.size());
      heap.writeBytes(packed.toByteArray());
    }
    List<String> cards =
        new ArrayList<>(FitsBytes.tableCards(8, (long) tiles * tiles, heap.size(), "1PB"));
    cards.removeIf(card -> card.startsWith("TTYPE1"));
    cards.add("TTYPE1  = 'COMPRESSED_DATA'");
    cards.add(FitsBytes.value("ZIMAGE", "T"));
    cards.add("ZCMPTYPE= 'GZIP_1  '");
    cards.add(FitsBytes.value("ZBITPIX", 16));
    cards.add(FitsBytes.value("ZNAXIS", 2));
    for (int axis = 1; axis <= 2; axis++) {
      cards.add(FitsBytes.value("ZNAXIS" + axis, SIDE));
      cards.add(FitsBytes.value("ZTILE" + axis, TILE));
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(rows.array());
    data.writeBytes(heap.toByteArray());
    file = new FitsBytes().primary().hdu(cards, data.toByteArray()).bytes();
  }

  private byte[] expected() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (long y = BOX.axis(1).first() - 1; y < BOX.axis(1).last(); y++) {
      int from = (int) (y * SIDE + BOX.axis(0).first() - 1);
      out.write(pixels, 2 * from, (int) (2 * BOX.axis(0).length()));
    }
    return out.toByteArray();
  }

  private byte[] cut(MemorySource source, Workshop workshop, Runnable meanwhile) throws Exception {
    try (FitsFile opened = FitsFile.open(source)) {
      Cut cut =
          new CutPlan(opened, Checksums.NEVER, workshop)
              .copy(opened.hdu(0))
              .image(opened.hdu(1), BOX, HeaderEdit.NONE)
              .build();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      WritableByteChannel target = Channels.newChannel(out);
      cut.writeTo(new Watched(target, meanwhile), () -> false);
      byte[] piece = out.toByteArray();
      try (FitsFile result = FitsFile.open(new MemorySource(piece))) {
        return FitsBytes.part(piece, result.hdu(1).dataPosition(), result.hdu(1).dataLength());
      }
    }
  }

  /** A client that does something before each bit that it takes. */
  private record Watched(WritableByteChannel target, Runnable meanwhile)
      implements WritableByteChannel {

    @Override
    public int write(ByteBuffer bytes) throws java.io.IOException {
      meanwhile.run();
      return target.write(bytes);
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void with_memory_enough_each_tile_is_read_and_decoded_once() throws Exception {
    MemorySource source = new MemorySource(file);
    Workshop workshop = new Workshop(0, 1 << 20);
    assertThat(cut(source, workshop, () -> {})).isEqualTo(expected());
    // Headers are looked for in steps of 23,040 bytes; a tile has 45,000.
    assertThat(source.bytesRead()).isLessThan(file.length + 2 * 23_040L);
    assertThat(workshop.tiles().highest()).isBetween(2L * TILE * SIDE, 1L << 20);
  }

  @Test
  void without_memory_the_pixels_are_the_same_and_tiles_are_decoded_once_for_each_bit_sent()
      throws Exception {
    MemorySource source = new MemorySource(file);
    assertThat(cut(source, new Workshop(0, 0), () -> {})).isEqualTo(expected());
    // 58 rows are sent at a time, so each of 150 has a part in four of these at most.
    assertThat(source.bytesRead()).isBetween(file.length + 100_000L, 4L * file.length);
  }

  @Test
  void many_at_once_stay_within_their_memory() throws Exception {
    long most = 1 << 21;
    Workshop workshop = new Workshop(0, most);
    byte[] expected = expected();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<byte[]>> cuts = new ArrayList<>();
      for (int i = 0; i < 5 * CLIENTS; i++) {
        cuts.add(() -> cut(new MemorySource(file), workshop, () -> {}));
      }
      for (Future<byte[]> done : clients.invokeAll(cuts, 2, TimeUnit.MINUTES)) {
        assertThat(done.get()).isEqualTo(expected);
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(workshop.tiles().highest()).isLessThanOrEqualTo(most);
  }

  @Test
  void clients_that_take_nothing_keep_nobody_else_from_having_theirs() throws Exception {
    Workshop workshop = new Workshop(0, 1 << 20);
    byte[] expected = expected();
    CountDownLatch stuck = new CountDownLatch(CLIENTS);
    CountDownLatch released = new CountDownLatch(1);
    ExecutorService clients = Executors.newCachedThreadPool();
    try {
      List<Future<byte[]>> slow = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int[] bits = new int[1];
        slow.add(
            clients.submit(
                () ->
                    cut(
                        new MemorySource(file),
                        workshop,
                        () -> {
                          // The third bit is of pixels, in the midst of tiles.
                          if (bits[0]++ == 3) {
                            stuck.countDown();
                            await(released);
                          }
                        })));
      }
      await(stuck);
      Future<byte[]> quick = clients.submit(() -> cut(new MemorySource(file), workshop, () -> {}));
      assertThat(quick.get(1, TimeUnit.MINUTES)).isEqualTo(expected);
      released.countDown();
      for (Future<byte[]> one : slow) {
        assertThat(one.get(1, TimeUnit.MINUTES)).isEqualTo(expected);
      }
    } finally {
      released.countDown();
      clients.shutdownNow();
    }
    assertThat(workshop.tiles().highest()).isLessThanOrEqualTo(1 << 20);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("It took too long.");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
