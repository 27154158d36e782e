// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.FileSource;
import org.nasmyth.fits.FitsBytes;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.MemorySource;

/** Sums of files of this machine, which several threads add up. */
class LocalSumsTest {

  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;
  private byte[] bytes;
  private Path path;

  @BeforeEach
  void makeFile() throws IOException {
    byte[] pixels = new byte[2 * 301 * 199 * 90];
    new Random(7).nextBytes(pixels);
    List<String> cards = new ArrayList<>(FitsBytes.imageCards(true, 16, new long[] {301, 199, 90}));
    cards.add("CHECKSUM= '0000000000000000'");
    cards.add("DATASUM = '0'");
    bytes = new FitsBytes().hdu(cards, pixels).bytes();
    path = folder.resolve("cube.fits");
    Files.write(path, bytes);
  }

  private static Cut plan(FitsFile file, Box box, Workshop workshop) throws IOException {
    return new CutPlan(file, Checksums.WHERE_PRESENT, workshop)
        .image(file.hdu(0), box, HeaderEdit.NONE)
        .build();
  }

  private byte[] fromMemory(Box box) throws Exception {
    try (FitsFile file = FitsFile.open(new MemorySource(bytes))) {
      return FitsBytes.written(plan(file, box, new Workshop(0, 0)));
    }
  }

  private byte[] local(Box box, Workshop workshop) throws Exception {
    try (FitsFile file = FitsFile.open(FileSource.open(path))) {
      return FitsBytes.written(plan(file, box, workshop));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 301, 1, 199, 3, 88",
    "1, 301, 1, 199, 1, 90",
    "1, 301, 1, 199, 47, 47",
    "1, 301, 4, 199, 2, 89",
    "2, 301, 1, 199, 1, 90",
    "17, 92, 3, 195, 1, 90",
    "5, 5, 9, 9, 1, 90",
  })
  void they_are_those_that_one_thread_finds(long x1, long x2, long y1, long y2, long z1, long z2)
      throws Exception {
    Box box = Box.of(x1, x2, y1, y2, z1, z2);
    byte[] expected = fromMemory(box);
    assertThat(FitsBytes.sum(expected, 0, expected.length)).isEqualTo(0xFFFFFFFFL);
    for (int memory : new int[] {0, 1, 3, 5, 40}) {
      assertThat(local(box, new Workshop(memory * MEGABYTE, 0)))
          .as("with %d MB", memory)
          .isEqualTo(expected);
    }
  }

  /** A local file that is known again, and counts what is read. */
  private static final class KnownSource implements ByteSource {

    private final ByteSource file;
    private final String identity;
    private final AtomicLong read = new AtomicLong();

    KnownSource(Path path, String identity) throws IOException {
      this.file = FileSource.open(path);
      this.identity = identity;
    }

    @Override
    public String name() {
      return file.name();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
      int count = file.read(position, into);
      read.addAndGet(count);
      return count;
    }

    @Override
    public String version() throws IOException {
      return file.version();
    }

    @Override
    public Optional<String> identity() {
      return Optional.of(identity);
    }

    @Override
    public Optional<FileChannel> channel() {
      return file.channel();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Test
  void planes_of_a_file_that_is_known_are_read_once() throws Exception {
    Workshop workshop = new Workshop(0, 0);
    Box box = Box.of(1, 301, 1, 199, 3, 88);
    long length = 2L * 301 * 199 * 86;
    long[] reads = new long[2];
    for (int i = 0; i < 2; i++) {
      KnownSource source = new KnownSource(path, "cube");
      try (FitsFile file = FitsFile.open(source)) {
        Cut cut = plan(file, box, workshop);
        assertThat(FitsBytes.written(cut)).isEqualTo(fromMemory(box));
      }
      reads[i] = source.read.get();
    }
    assertThat(reads[0]).isGreaterThan(2 * length);
    assertThat(reads[1]).isBetween(length, length + 2 * MEGABYTE + 100_000);
  }

  @Test
  void known_sums_are_right_wherever_planes_begin() throws Exception {
    long seed = System.nanoTime();
    System.out.println("Known sums: seed " + seed);
    Random random = new Random(seed);
    byte[] pixels = new byte[7 * 101 * 20_001];
    random.nextBytes(pixels);
    List<String> cards =
        new ArrayList<>(FitsBytes.imageCards(true, 8, new long[] {7, 101, 20_001}));
    cards.add("CHECKSUM= '0000000000000000'");
    bytes = new FitsBytes().hdu(cards, pixels).bytes();
    Files.write(path, bytes);
    Workshop workshop = new Workshop(3 * MEGABYTE, 0);
    for (int i = 0; i < 60; i++) {
      long first = 1L + random.nextInt(20_001);
      Box box = Box.of(1, 7, 1, 101, first, first + random.nextInt((int) (20_002 - first)));
      try (FitsFile file = FitsFile.open(new KnownSource(path, "odd"))) {
        byte[] piece = FitsBytes.written(plan(file, box, workshop));
        assertThat(FitsBytes.sum(piece, 0, piece.length)).as("%s", box).isEqualTo(0xFFFFFFFFL);
        assertThat(piece).isEqualTo(fromMemory(box));
      }
    }
  }

  @Test
  void another_file_has_sums_of_its_own() throws Exception {
    Workshop workshop = new Workshop(0, 0);
    Box box = Box.of(1, 301, 1, 199, 3, 88);
    for (String identity : List.of("one", "two")) {
      try (FitsFile file = FitsFile.open(new KnownSource(path, identity))) {
        assertThat(FitsBytes.written(plan(file, box, workshop))).isEqualTo(fromMemory(box));
      }
      bytes[bytes.length / 2]++;
      Files.write(path, bytes);
    }
  }

  @Test
  void many_at_once_share_memory_and_threads() throws Exception {
    Workshop workshop = new Workshop(4 * MEGABYTE, 0);
    Box box = Box.of(1, 301, 1, 199, 3, 88);
    byte[] expected = fromMemory(box);
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      List<Callable<byte[]>> cuts = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        cuts.add(() -> local(box, workshop));
      }
      for (Future<byte[]> cut : clients.invokeAll(cuts, 2, TimeUnit.MINUTES)) {
        assertThat(cut.get()).isEqualTo(expected);
      }
    } finally {
      clients.shutdownNow();
    }
    assertAllGivenBack(workshop, 4);
  }

  private static void assertAllGivenBack(Workshop workshop, int megabytes) {
    try (CutMemory.Kept all = workshop.memory().keep(100L * MEGABYTE)) {
      assertThat(all.room(megabytes * 3 / 4 - 1)).isPresent();
    }
  }

  @Test
  void one_that_is_given_up_gives_its_memory_back() throws Exception {
    Workshop workshop = new Workshop(8 * MEGABYTE, 0);
    AtomicInteger questions = new AtomicInteger();
    try (FitsFile file = FitsFile.open(FileSource.open(path))) {
      Cut cut = plan(file, Box.of(1, 301, 1, 199, 3, 88), workshop);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThatThrownBy(
              () -> cut.writeTo(Channels.newChannel(out), () -> questions.getAndIncrement() > 4))
          .isInstanceOf(CancelledException.class);
      assertThat(out.size()).isZero();
    }
    assertAllGivenBack(workshop, 8);
  }

  @Test
  void a_file_that_becomes_shorter_ends_the_cut() throws Exception {
    Workshop workshop = new Workshop(2 * MEGABYTE, 0);
    Box box = Box.of(1, 301, 1, 199, 3, 88);
    try (FitsFile file = FitsFile.open(FileSource.open(path))) {
      Cut cut = plan(file, box, workshop);
      AtomicInteger questions = new AtomicInteger();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThatThrownBy(
              () ->
                  cut.writeTo(
                      Channels.newChannel(out),
                      () -> {
                        if (questions.getAndIncrement() == 2) {
                          cutShort();
                        }
                        return false;
                      }))
          .isInstanceOf(IOException.class);
      assertThat((long) out.size()).isLessThan(cut.length());
    }
    assertAllGivenBack(workshop, 2);
  }

  private void cutShort() {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      file.truncate(5 * MEGABYTE);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void a_file_that_changes_between_the_passes_is_noticed() throws Exception {
    Workshop workshop = new Workshop(2 * MEGABYTE, 0);
    try (FitsFile file = FitsFile.open(FileSource.open(path))) {
      Cut cut = plan(file, Box.of(1, 301, 1, 199, 3, 88), workshop);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      boolean[] changed = new boolean[1];
      assertThatThrownBy(
              () ->
                  cut.writeTo(
                      new java.nio.channels.WritableByteChannel() {
                        @Override
                        public int write(java.nio.ByteBuffer from) throws IOException {
                          if (!changed[0]) {
                            changed[0] = true;
                            overwrite();
                          }
                          return Channels.newChannel(out).write(from);
                        }

                        @Override
                        public boolean isOpen() {
                          return true;
                        }

                        @Override
                        public void close() {}
                      },
                      () -> false))
          .isInstanceOf(org.nasmyth.fits.SourceChangedException.class);
      assertThat((long) out.size()).isLessThan(cut.length());
    }
  }

  private void overwrite() throws IOException {
    byte[] other = bytes.clone();
    other[other.length - MEGABYTE]++;
    Files.write(path, other);
    Files.setLastModifiedTime(
        path, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 5000));
  }
}
