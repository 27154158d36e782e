// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.FileSource;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.cut.Checksums;
import org.nasmyth.fits.cut.Cut;
import org.nasmyth.fits.cut.CutPlan;
import org.nasmyth.fits.cut.HeaderEdit;

/** The measurements, one after the other, each in alternation with what it is measured by. */
public final class FitsCuts {

  private static final long MINUTES = 5;

  /** Rounds with programs that take many seconds each. */
  private static final int FEW = 3;

  private final Path folder;
  private final Path out;
  private final int rounds;

  private FitsCuts(Path folder, int rounds) {
    this.folder = folder;
    this.rounds = rounds;
    Path memory = Path.of("/dev/shm");
    this.out =
        (Files.isDirectory(memory) ? memory : folder)
            .resolve("nasmyth-cut-" + ProcessHandle.current().pid());
  }

  /**
   * Measures.
   *
   * @param args a folder for the files, how many rounds
   */
  public static void main(String[] args) throws Exception {
    FitsCuts cuts = new FitsCuts(Path.of(args[0]), Integer.parseInt(args[1]));
    try {
      cuts.measure();
    } finally {
      Files.deleteIfExists(cuts.out);
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private void measure() throws Exception {
    System.out.println(
        "| what | bytes sent | seconds | by what | ratio of pairs | bytes read / sent |");
    System.out.println("|---|---|---|---|---|---|");
    LargeFiles files = new LargeFiles(folder);
    Path cube = files.cube();
    plain(
        "cube by position, 104 x 104 x 3681, data and variance",
        cube,
        2,
        Box.of(101, 204, 101, 204, 1, 3681),
        330,
        330,
        3681);
    plain(
        "cube by band, 330 x 330 x 368, data and variance",
        cube,
        2,
        Box.of(1, 330, 1, 330, 1001, 1368),
        330,
        330,
        3681);
    Files.delete(cube);
    Path image = files.image();
    plain(
        "image 5181 x 5181 of 16384 x 16384",
        image,
        1,
        Box.of(5001, 10181, 5001, 10181),
        16_384,
        16_384);
    small(image);
    Files.delete(image);
    compressed(files);
  }

  private void plain(String what, Path path, int extensions, Box box, long... axes)
      throws Exception {
    List<PlainCopy> copies = new ArrayList<>();
    try (FitsFile file = FitsFile.open(FileSource.open(path))) {
      long row = 4 * axes[0];
      for (int i = 1; i <= extensions; i++) {
        long first = (box.axis(0).first() - 1) * 4 + (box.axis(1).first() - 1) * row;
        int planes = 1;
        if (axes.length > 2) {
          first += (box.axis(2).first() - 1) * row * axes[1];
          planes = (int) box.axis(2).length();
        }
        copies.add(
            new PlainCopy(
                path,
                file.hdu(i).dataPosition(),
                row,
                row * axes[1],
                first,
                (int) (4 * box.axis(0).length()),
                (int) box.axis(1).length(),
                planes));
      }
    }
    List<Work> others = new ArrayList<>();
    others.add(() -> each(copies, PlainCopy::byRow));
    others.add(() -> each(copies, PlainCopy::bySpan));
    if (copies.get(0).contiguous()) {
      others.add(() -> each(copies, PlainCopy::byTransfer));
    }
    compare(what, path, extensions, box, "best plain copy in Java", others);
    compare(what, path, extensions, box, "fitscopy, first extension only", fitscopy(path, box));
  }

  private void compressed(LargeFiles files) throws Exception {
    Path noise = files.noise();
    Path packed = folder.resolve("noise.fits.fz");
    if (!started("fpack", "-r", "-O", packed.toString(), noise.toString())) {
      System.out.println("| RICE_1 | skipped: no fpack | | | | |");
      return;
    }
    Files.delete(noise);
    Box box = Box.of(1501, 6681, 1501, 6681);
    compare(
        "RICE_1 image 5181 x 5181 of 8192 x 8192 in 16 bits",
        packed,
        1,
        box,
        "fitscopy",
        fitscopy(packed, box));
  }

  private interface Copying {
    void copy(PlainCopy plain, FileChannel target) throws IOException;
  }

  private void each(List<PlainCopy> copies, Copying copying) throws IOException {
    try (FileChannel target = target()) {
      for (PlainCopy copy : copies) {
        copying.copy(copy, target);
      }
    }
  }

  private FileChannel target() throws IOException {
    return FileChannel.open(
        out,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private List<Work> fitscopy(Path path, Box box) throws Exception {
    String section = path + "[1]" + box;
    Path copied = folder.resolve("fitscopy.fits");
    if (!started("fitscopy", path + "[0]", "!" + copied)) {
      return List.of();
    }
    return List.of(() -> started("fitscopy", section, "!" + copied));
  }

  private static boolean started(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Cut planned(FitsFile file, int extensions, Box box) throws IOException {
    CutPlan plan = new CutPlan(file, Checksums.NEVER).copy(file.hdu(0));
    for (int i = 1; i <= extensions; i++) {
      plan.image(file.hdu(i), box, HeaderEdit.NONE);
    }
    return plan.build();
  }

  private long cut(ByteSource source, int extensions, Box box) throws IOException {
    try (FitsFile file = FitsFile.open(source);
        FileChannel target = target()) {
      Cut cut = planned(file, extensions, box);
      cut.writeTo(target, () -> false);
      return cut.length();
    }
  }

  private void compare(
      String what, Path path, int extensions, Box box, String by, List<Work> others)
      throws Exception {
    boolean processes = by.startsWith("fitscopy");
    if (others.isEmpty()) {
      System.out.printf("| %s | | | %s is not there | | |%n", what, by);
      return;
    }
    int pairs = processes ? Math.min(rounds, FEW) : rounds;
    double[] ours = new double[pairs];
    double[] best = new double[pairs];
    double[] ratios = new double[pairs];
    long length = 0;
    for (int round = processes ? 0 : -1; round < pairs; round++) {
      double least = Double.MAX_VALUE;
      for (Work other : others) {
        least = Math.min(least, seconds(other));
      }
      long[] sent = new long[1];
      double mine = seconds(() -> sent[0] = cut(FileSource.open(path), extensions, box));
      length = sent[0];
      if (round >= 0) {
        ours[round] = mine;
        best[round] = least;
        ratios[round] = mine / least;
      }
    }
    Counted counted = new Counted(FileSource.open(path));
    cut(counted, extensions, box);
    System.out.printf(
        "| %s | %d | %s | %s: %s | %s | %.2f |%n",
        what,
        length,
        spread(ours),
        by,
        spread(best),
        spread(ratios),
        (double) counted.bytes / length);
  }

  private static double seconds(Work work) throws Exception {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e9;
  }

  private static String spread(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return "%.3f (%.3f to %.3f)"
        .formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }

  /** Small cuts one after the other, each with opening the file. */
  private void small(Path path) throws Exception {
    Random random = new Random(2);
    int count = 2000;
    double seconds = 0;
    for (int warm = 0; warm < 2; warm++) {
      seconds =
          seconds(
              () -> {
                for (int i = 0; i < count; i++) {
                  long x = 1L + random.nextInt(16_000);
                  long y = 1L + random.nextInt(16_000);
                  cut(FileSource.open(path), 1, Box.of(x, x + 99, y, y + 99));
                }
              });
    }
    System.out.printf(
        "| 100 x 100 of 16384 x 16384, one thread | 48960 | %.0f cuts a second | | | |%n",
        count / seconds);
  }

  /** Counts what is read; hides the file, so that every byte passes by here. */
  private static final class Counted implements ByteSource {

    private final ByteSource source;
    private long bytes;

    Counted(ByteSource source) {
      this.source = source;
    }

    @Override
    public String name() {
      return source.name();
    }

    @Override
    public long size() throws IOException {
      return source.size();
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
      int count = source.read(position, into);
      bytes += Math.max(0, count);
      return count;
    }

    @Override
    public String version() throws IOException {
      return source.version();
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
