// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FitsBytes;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.MemorySource;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.tile.Tiles;

/** Whatever the bytes of a file are, reading and cutting it either works or says what is wrong. */
class BrokenFilesTest {

  private final Tiles tiles;

  BrokenFilesTest() throws Exception {
    tiles = new Tiles();
  }

  /** Does to a file whatever can be done. */
  private static void use(byte[] bytes) throws Exception {
    try (FitsFile file = FitsFile.open(new MemorySource(bytes))) {
      for (Hdu hdu : file.hdus()) {
        tryOut(() -> cut(file, hdu));
      }
    } catch (FitsException e) {
      assertThat(e).hasMessageContaining("[memory.fits");
    }
  }

  private static void cut(FitsFile file, Hdu hdu) throws Exception {
    CutPlan plan =
        new CutPlan(file, Checksums.WHERE_PRESENT).copy(file.hdu(0), e -> e.history("x"));
    plan.copy(hdu);
    if (hdu.kind() == HduKind.IMAGE || hdu.kind() == HduKind.COMPRESSED_IMAGE) {
      List<Long> axes = hdu.axes();
      if (!axes.isEmpty() && !axes.contains(0L)) {
        Box middle =
            new Box(
                axes.stream()
                    .map(n -> new PixelRange((n + 1) / 2, Math.min(n, n / 2 + 3)))
                    .toList());
        plan.image(hdu, middle, HeaderEdit.NONE);
      }
    }
    if (hdu.kind() == HduKind.BINARY_TABLE || hdu.kind() == HduKind.COMPRESSED_IMAGE) {
      BitSet rows = new BitSet();
      rows.set(0, (int) Math.min(2, hdu.header().required("NAXIS2")));
      plan.rows(hdu, rows, HeaderEdit.NONE);
    }
    Cut cut = plan.build();
    if (cut.length() < 1 << 24) {
      FitsBytes.written(cut);
    }
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static void tryOut(Attempt attempt) throws Exception {
    try {
      attempt.run();
    } catch (FitsException e) {
      assertThat(e).hasMessageContaining("[memory.fits");
    }
  }

  private static byte[] example() throws Exception {
    byte[] pixels = new byte[4 * 20 * 10 * 3];
    new Random(1).nextBytes(pixels);
    List<String> table = FitsBytes.tableCards(12, 4, 100, "J", "1PE(3)");
    return new FitsBytes()
        .primary()
        .hdu(FitsBytes.imageCards(false, -32, new long[] {20, 10, 3}), pixels)
        .hdu(table, new byte[148])
        .bytes();
  }

  @Test
  void filesCutOffAnywhereAreTold() throws Exception {
    byte[] bytes = example();
    for (int end = 0; end <= bytes.length; end += 480) {
      use(Arrays.copyOf(bytes, end));
    }
    for (String name : tiles.names()) {
      byte[] tiled = tiles.file(name);
      for (int end = 0; end <= tiled.length; end += 2880) {
        use(Arrays.copyOf(tiled, end));
      }
    }
  }

  @Property(tries = 500)
  void garbageInACardIsTold(
      @ForAll @IntRange(max = 35) int card, @ForAll @IntRange(max = 9) int block, @ForAll long seed)
      throws Exception {
    byte[] bytes = example();
    int at = Math.min(bytes.length / 2880 - 1, block) * 2880 + card * 80;
    Random random = new Random(seed);
    for (int i = 0; i < 1 + random.nextInt(80); i++) {
      bytes[at + (random.nextBoolean() ? 10 + random.nextInt(20) : random.nextInt(80))] =
          (byte) (random.nextBoolean() ? '0' + random.nextInt(10) : random.nextInt(256));
    }
    use(bytes);
  }

  @Property(tries = 1000)
  void garbageInACompressedImageIsTold(@ForAll int choice, @ForAll long seed) throws Exception {
    List<String> names = tiles.names();
    byte[] bytes = tiles.file(names.get(Math.floorMod(choice, names.size())));
    Random random = new Random(seed);
    int start = random.nextBoolean() ? 2880 : 5760;
    for (int i = 0; i < 1 + random.nextInt(20); i++) {
      int at = start + random.nextInt(bytes.length - start);
      bytes[at] = (byte) (at < 5760 ? '0' + random.nextInt(10) : random.nextInt(256));
    }
    use(bytes);
  }
}
