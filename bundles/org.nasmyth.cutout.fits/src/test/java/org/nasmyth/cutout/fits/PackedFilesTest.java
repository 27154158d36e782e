// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.api.cutout.Cutout;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.cutout.CutoutException.Kind;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.database.Cancellation;

/** Pieces of files that were packed as a whole. */
class PackedFilesTest {

  private static final long MEGABYTE = 1 << 20;
  private static final CutoutRequest SOME = Pieces.pixels(0, 11, 340, 5, 230);

  @TempDir Path folder;
  private FitsCutouts engine;

  @BeforeEach
  void start() {
    engine = new FitsCutouts(false, folder, 3 * MEGABYTE, 4 * MEGABYTE);
  }

  @AfterEach
  void nothingStays() throws IOException {
    engine.close();
    assertThat(files()).isEmpty();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !path.equals(folder)).toList();
    }
  }

  /** 360,000 bytes of an image that differ by seed. */
  private static byte[] image(int seed) {
    byte[] noise = new byte[400 * 450 * 2];
    new Random(seed).nextBytes(noise);
    byte[] file =
        new FitsBytes()
            .image(16, new long[] {400, 450}, "CHECKSUM= '0000000000000000'", "DATASUM = '0'")
            .bytes();
    System.arraycopy(noise, 0, file, 2880, noise.length);
    return file;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }

  /** As compress does where nothing repeats: codes of 9 bits, cleared before they get longer. */
  private static byte[] compress(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x1f, (byte) 0x9d, (byte) 0x90});
    int[] codes = new int[content.length + content.length / 200 + 8];
    int count = 0;
    int since = 0;
    for (byte one : content) {
      if (since == 200) {
        codes[count++] = 256;
        while (count % 8 != 0) {
          count++;
        }
        since = 0;
      }
      codes[count++] = one & 0xff;
      since++;
      if (count > codes.length - 16) {
        codes = java.util.Arrays.copyOf(codes, codes.length * 2);
      }
    }
    long bits = 0;
    int held = 0;
    for (int i = 0; i < count; i++) {
      bits |= (long) codes[i] << held;
      held += 9;
      while (held >= 8) {
        out.write((int) bits);
        bits >>>= 8;
        held -= 8;
      }
    }
    out.write((int) bits);
    return out.toByteArray();
  }

  private Cutout prepare(BytesFile file, String reference) throws Exception {
    return engine
        .prepare(Pieces.product("image", reference), file, SOME, new Cancellation())
        .orElseThrow();
  }

  private CutoutException refused(byte[] packed) {
    return catchThrowableOfType(
        CutoutException.class, () -> prepare(new BytesFile(packed), "a.fits.gz"));
  }

  @Test
  void they_are_those_of_the_plain_file() throws Exception {
    byte[] plain = Pieces.piece(image(1), SOME);
    assertThat(Pieces.written(prepare(new BytesFile(gzip(image(1))), "a.fits.gz")))
        .isEqualTo(plain);
    assertThat(Pieces.written(prepare(new BytesFile(compress(image(1))), "a.fits.Z")))
        .isEqualTo(plain);
    byte[] half = image(1);
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.writeBytes(gzip(java.util.Arrays.copyOf(half, 100_000)));
    members.writeBytes(gzip(java.util.Arrays.copyOfRange(half, 100_000, half.length)));
    assertThat(Pieces.written(prepare(new BytesFile(members.toByteArray()), "b.fits.gz")))
        .isEqualTo(plain);
  }

  @Test
  void they_are_offered_like_those_of_plain_files() {
    for (String name : List.of("a.fits.Z", "a.fits.gz", "A.FITS.GZ")) {
      assertThat(engine.axes(Pieces.product("image", name)))
          .containsExactlyInAnyOrder(CutoutAxis.SKY, CutoutAxis.PIXEL);
    }
    assertThat(engine.axes(Pieces.product("image", "a.tar.gz"))).isEmpty();
    assertThat(new FitsCutouts(false).axes(Pieces.product("image", "a.fits.Z"))).isEmpty();
  }

  @Test
  void a_file_is_unpacked_once_for_all_requests() throws Exception {
    byte[] packed = gzip(image(1));
    byte[] plain = Pieces.piece(image(1), SOME);
    BytesFile first = new BytesFile(packed);
    assertThat(Pieces.written(prepare(first, "a.fits.gz"))).isEqualTo(plain);
    assertThat(first.bytesRead()).isBetween((long) packed.length, packed.length + 10L);
    BytesFile second = new BytesFile(packed);
    assertThat(Pieces.written(prepare(second, "a.fits.gz"))).isEqualTo(plain);
    assertThat(second.bytesRead()).isEqualTo(2);
  }

  @Test
  void what_is_too_large_is_refused_and_not_unpacked_again() throws Exception {
    byte[] bomb = gzip(new byte[(int) (50 * MEGABYTE)]);
    CutoutException why = refused(bomb);
    assertThat(why.kind()).isEqualTo(Kind.USAGE);
    assertThat(why)
        .hasMessageContaining("more than 3145728 bytes")
        .hasMessageContaining("download");
    BytesFile again = new BytesFile(bomb);
    assertThatThrownBy(() -> prepare(again, "a.fits.gz")).hasMessage(why.getMessage());
    assertThat(again.bytesRead()).isEqualTo(2);
    assertThat(files()).noneMatch(path -> path.toString().endsWith(".fits"));
  }

  @Test
  void what_is_damaged_is_refused() throws Exception {
    byte[] packed = gzip(image(1));
    byte[] wrongSum = packed.clone();
    wrongSum[packed.length - 6] ^= 1;
    for (byte[] bad : List.of(wrongSum, java.util.Arrays.copyOf(packed, 200_000))) {
      engine.close();
      engine = new FitsCutouts(false, folder, 3 * MEGABYTE, 4 * MEGABYTE);
      CutoutException why = refused(bad);
      assertThat(why.kind()).isEqualTo(Kind.BAD_FILE);
      assertThat(why).hasMessageContaining("cannot be unpacked");
    }
  }

  @Test
  void a_piece_outlives_the_unpacked_file_that_it_was_planned_with() throws Exception {
    BytesFile file = new BytesFile(gzip(image(0)));
    Cutout first = prepare(file, "0.fits.gz");
    for (int seed = 1; seed < 30; seed++) {
      prepare(new BytesFile(gzip(image(seed))), seed + ".fits.gz");
      long onDisk = 0;
      for (Path path : files()) {
        onDisk += Files.isRegularFile(path) ? Files.size(path) : 0;
      }
      assertThat(onDisk).isLessThanOrEqualTo(4 * MEGABYTE);
    }
    assertThat(Pieces.written(first)).isEqualTo(Pieces.piece(image(0), SOME));
    assertThat(Pieces.written(first)).isEqualTo(Pieces.piece(image(0), SOME));
  }

  @Test
  void a_packed_file_that_changes_is_noticed() throws Exception {
    BytesFile file = new BytesFile(gzip(image(1)));
    Cutout cutout = prepare(file, "a.fits.gz");
    file.change();
    assertThatThrownBy(() -> Pieces.written(cutout)).hasMessageContaining("changed while it was");
  }

  @Test
  void a_request_that_is_ended_leaves_nothing() throws Exception {
    Cancellation ended = new Cancellation();
    ended.cancel(Cancellation.Reason.ABORTED);
    BytesFile file = new BytesFile(gzip(image(1)));
    assertThatThrownBy(
            () -> engine.prepare(Pieces.product("image", "a.fits.gz"), file, SOME, ended))
        .isInstanceOf(IOException.class);
    assertThat(files()).noneMatch(path -> path.toString().endsWith(".fits"));
    assertThat(Pieces.written(prepare(new BytesFile(gzip(image(1))), "a.fits.gz")))
        .isEqualTo(Pieces.piece(image(1), SOME));
  }

  @Test
  void many_at_once_share_the_room() throws Exception {
    int kinds = 20;
    List<byte[]> packed = new ArrayList<>();
    List<byte[]> pieces = new ArrayList<>();
    for (int seed = 0; seed < kinds; seed++) {
      packed.add(gzip(image(seed)));
      pieces.add(Pieces.piece(image(seed), SOME));
    }
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> all = new ArrayList<>();
      Random random = new Random(11);
      for (int i = 0; i < 200; i++) {
        int seed = random.nextInt(kinds);
        all.add(
            () -> {
              Cutout cutout = prepare(new BytesFile(packed.get(seed)), seed + ".fits.gz");
              return java.util.Arrays.equals(Pieces.written(cutout), pieces.get(seed));
            });
      }
      for (Future<Boolean> one : clients.invokeAll(all, 2, TimeUnit.MINUTES)) {
        assertThat(one.get()).isTrue();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void who_finds_no_room_is_told_to_come_again() throws Exception {
    byte[] packed = gzip(image(1));
    OpenFileSource source = new OpenFileSource(new BytesFile(packed), "a");
    try (UnpackedFiles files =
        new UnpackedFiles(folder, MEGABYTE, MEGABYTE, Duration.ofMillis(300))) {
      UnpackedFiles.Key first = new UnpackedFiles.Key("a", "a", "a", source.version());
      UnpackedFiles.Key second = new UnpackedFiles.Key("b", "b", "b", source.version());
      UnpackedFiles.Key third = new UnpackedFiles.Key("c", "c", "c", source.version());
      try (UnpackedFiles.Lease one = files.take(first, source, () -> false);
          UnpackedFiles.Lease other = files.take(second, source, () -> false)) {
        assertThat(one.file().size()).isEqualTo(other.file().size()).isEqualTo(image(1).length);
        assertThatThrownBy(() -> files.take(third, source, () -> false))
            .isInstanceOfSatisfying(
                UnpackingException.class,
                e -> assertThat(e.reason()).isEqualTo(UnpackingException.Reason.NO_ROOM))
            .hasMessageContaining("Try again");
      }
      try (UnpackedFiles.Lease now = files.take(third, source, () -> false)) {
        assertThat(now.file().size()).isEqualTo(image(1).length);
      }
    }
  }

  @Test
  void a_piece_that_is_being_sent_when_the_engine_leaves_is_sent_whole() throws Exception {
    Cutout cutout = prepare(new BytesFile(gzip(image(1))), "a.fits.gz");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WritableByteChannel target =
        new WritableByteChannel() {
          @Override
          public int write(ByteBuffer bytes) throws IOException {
            begun.countDown();
            try {
              assertThat(left.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            return Channels.newChannel(out).write(bytes);
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {}
        };
    ExecutorService client = Executors.newSingleThreadExecutor();
    try {
      Future<?> sending =
          client.submit(
              () -> {
                cutout.writeTo(target);
                return null;
              });
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      engine.close();
      assertThat(files()).isNotEmpty();
      left.countDown();
      sending.get(1, TimeUnit.MINUTES);
    } finally {
      left.countDown();
      client.shutdownNow();
    }
    assertThat(out.toByteArray()).isEqualTo(Pieces.piece(image(1), SOME));
    assertThat(files()).isEmpty();
  }

  @Test
  void what_a_killed_server_left_is_removed() throws Exception {
    Path left = Files.createDirectory(folder.resolve("unpacked-123"));
    Files.write(left.resolve("lock"), new byte[0]);
    Files.write(left.resolve("456.fits"), new byte[5000]);
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(3600)));
    Path other = Files.createDirectory(folder.resolve("other"));
    FitsCutouts neighbour = new FitsCutouts(false, folder, 3 * MEGABYTE, 4 * MEGABYTE);
    Pieces.written(prepare(new BytesFile(gzip(image(1))), "a.fits.gz"));
    assertThat(left).doesNotExist();
    for (Path used : files()) {
      if (Files.isDirectory(used) && !used.equals(other)) {
        Files.setLastModifiedTime(used, FileTime.from(Instant.now().minusSeconds(3600)));
      }
    }
    neighbour.prepare(
        Pieces.product("image", "b.fits.gz"),
        new BytesFile(gzip(image(2))),
        SOME,
        new Cancellation());
    assertThat(files()).filteredOn(path -> path.toString().endsWith(".fits")).hasSize(2);
    neighbour.close();
    assertThat(other).exists();
    Files.delete(other);
  }
}
