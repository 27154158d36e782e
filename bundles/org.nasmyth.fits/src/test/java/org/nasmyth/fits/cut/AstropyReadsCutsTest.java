// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FileSource;
import org.nasmyth.fits.FitsBytes;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.Shared;
import org.nasmyth.fits.tile.Tiles;

/** Astropy, which is nobody's but its own, finds in a cut what is in the source. */
class AstropyReadsCutsTest {

  private static final String PYTHON = "/usr/bin/python3";

  @TempDir Path folder;

  private final Random random = new Random(20261123);
  private final List<String> lines = new ArrayList<>();

  @Test
  void pixelsAndRowsAreThoseOfTheSource() throws Exception {
    Assumptions.assumeTrue(astropy(), "no astropy");
    List<Path> sources = new ArrayList<>(Shared.samples());
    Tiles tiles = new Tiles();
    for (String name : tiles.names()) {
      // Astropy 5.2 cannot read unsigned masks.
      if (!name.equals("u2-plio")) {
        sources.add(Files.write(folder.resolve(name + ".fits"), tiles.file(name)));
      }
    }
    for (Path source : sources) {
      try (FitsFile file = FitsFile.open(FileSource.open(source))) {
        for (Hdu hdu : file.hdus()) {
          cut(source, file, hdu);
        }
      }
    }
    assertThat(run()).isEqualTo(lines.size() + "\n");
  }

  private void cut(Path source, FitsFile file, Hdu hdu) throws Exception {
    CutPlan plan = new CutPlan(file, Checksums.WHERE_PRESENT);
    if (hdu.number() > 0) {
      plan.copy(file.hdu(0));
    }
    if (hdu.kind() == HduKind.BINARY_TABLE && hdu.axes().get(1) > 0) {
      BitSet rows = new BitSet();
      random.ints(9, 0, hdu.axes().get(1).intValue()).forEach(rows::set);
      plan.rows(hdu, rows, HeaderEdit.NONE);
      line(source, hdu, plan, "rows", rows.stream().mapToObj(Integer::toString).toList());
    } else if (!hdu.axes().isEmpty()) {
      Box box = box(hdu.axes());
      plan.image(hdu, box, HeaderEdit.NONE);
      List<String> bounds =
          box.axes().stream().map(range -> range.first() + "," + range.last()).toList();
      line(source, hdu, plan, "box", bounds);
      if (hdu.kind() == HduKind.COMPRESSED_IMAGE) {
        CutPlan packed = new CutPlan(file, Checksums.ALWAYS).copy(file.hdu(0));
        packed.compressedImage(hdu, box, HeaderEdit.NONE, () -> false);
        line(source, hdu, packed, "box", bounds);
      }
    }
  }

  private Box box(List<Long> axes) {
    List<PixelRange> ranges = new ArrayList<>();
    for (long axis : axes) {
      long first = 1L + random.nextInt((int) axis);
      ranges.add(new PixelRange(first, first + random.nextInt((int) (axis - first) + 1)));
    }
    return new Box(ranges);
  }

  private void line(Path source, Hdu hdu, CutPlan plan, String kind, List<String> numbers)
      throws Exception {
    Path cut = Files.write(folder.resolve("cut-" + lines.size()), FitsBytes.written(plan.build()));
    lines.add(
        String.join(
            "\t",
            source.toString(),
            cut.toString(),
            "" + hdu.number(),
            kind,
            String.join(",", numbers)));
  }

  private static boolean astropy() throws Exception {
    try {
      Process process = new ProcessBuilder(PYTHON, "-c", "import astropy").start();
      boolean there = process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
      if (!there) {
        System.out.println("Skipped: no astropy (Debian: python3-astropy).");
      }
      return there;
    } catch (IOException e) {
      System.out.println("Skipped: no " + PYTHON);
      return false;
    }
  }

  private String run() throws Exception {
    Path script = folder.resolve("read-cuts.py");
    try (InputStream resource =
        Objects.requireNonNull(getClass().getResourceAsStream("read-cuts.py"), "read-cuts.py")) {
      Files.copy(resource, script);
    }
    Path input =
        Files.writeString(
            folder.resolve("lines"), lines.stream().collect(Collectors.joining("\n", "", "\n")));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(PYTHON, script.toString())
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(300, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("Astropy took more than 300 s.");
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
