// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.fits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FileSource;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.PixelRange;

/** The measurements, one after the other, each in alternation with what it is measured by. */
public final class FitsCuts {

  private static final long MINUTES = 10;

  /** Rounds with programs that take many seconds each. */
  private static final int FEW = 3;

  /** Many times as many rounds where one takes some hundredths of a second. */
  private static final int MORE = 5;

  private static final long SMALL = 50_000_000;

  private static final int SMALL_CUTS = 2000;

  private final Path folder;
  private final Path out;
  private final Path python;
  private final int rounds;
  private final LargeFiles files;
  private final Engine engine = new Engine();

  private FitsCuts(Path folder, int rounds, Path python, int divisor) {
    this.folder = folder;
    this.rounds = rounds;
    this.python = python;
    this.files = new LargeFiles(folder, divisor);
    Path memory = Path.of("/dev/shm");
    this.out =
        (Files.isDirectory(memory) ? memory : folder)
            .resolve("nasmyth-cut-" + ProcessHandle.current().pid());
  }

  /**
   * Measures.
   *
   * @param args a folder for the files, how many rounds, the script of astropy's cut, and by what
   *     to divide the axes of the files, 1 for a measurement that counts
   */
  public static void main(String[] args) throws Exception {
    FitsCuts cuts =
        new FitsCuts(
            Path.of(args[0]),
            Integer.parseInt(args[1]),
            Path.of(args[2]),
            Integer.parseInt(args[3]));
    try {
      cuts.measure();
    } finally {
      Files.deleteIfExists(cuts.out);
    }
  }

  private interface Work {
    /** Seconds that it took. */
    double run() throws Exception;
  }

  private interface Timed {
    void run() throws Exception;
  }

  private static Work timed(Timed work) {
    return () -> {
      long began = System.nanoTime();
      work.run();
      return (System.nanoTime() - began) / 1e9;
    };
  }

  private void measure() throws Exception {
    System.out.println(
        "| what | bytes sent | seconds | by what | ratio of pairs | bytes read / sent | most memory |");
    System.out.println("|---|---|---|---|---|---|---|");
    Path cube = files.cube();
    long[] axes = files.cubeAxes();
    plain("cube by position, data and variance", cube, 2, files.square(), axes);
    plain("cube by band, data and variance", cube, 2, files.planes(), axes);
    Files.delete(cube);
    Path summed = files.summedCube();
    copied("cube by band with sums, little", summed, 2, files.fewPlanes(), axes);
    copied("cube by band with sums, much", summed, 2, files.planes(), axes);
    copied("cube by position with sums", summed, 2, files.square(), axes);
    Files.delete(summed);
    Path summedImage = files.summedImage();
    copied("image with sums", summedImage, 1, files.part(), files.imageAxes());
    Files.delete(summedImage);
    Path image = files.image();
    plain("image", image, 1, files.part(), files.imageAxes());
    small(image);
    Files.delete(image);
    compressed();
  }

  private void plain(String what, Path path, int extensions, Box box, long... axes)
      throws Exception {
    copied(what, path, extensions, box, axes);
    CutoutRequest request = Engine.request(box, axes);
    String name = name(what, box, axes);
    compare(
        name,
        path,
        request,
        extensions,
        box,
        "fitscopy, first extension only",
        fitscopy(path, box));
    compare(name, path, request, extensions, box, "astropy", astropy(path, extensions, box));
  }

  private static String name(String what, Box box, long... axes) {
    return what + " " + lengths(box) + " of " + Arrays.toString(axes);
  }

  private void copied(String what, Path path, int extensions, Box box, long... axes)
      throws Exception {
    List<Work> others = new ArrayList<>();
    List<PlainCopy> copies = copies(path, extensions, box, axes);
    others.add(timed(() -> each(copies, PlainCopy::byRow)));
    others.add(timed(() -> each(copies, PlainCopy::bySpan)));
    if (copies.get(0).contiguous()) {
      others.add(timed(() -> each(copies, PlainCopy::byTransfer)));
    }
    compare(
        name(what, box, axes),
        path,
        Engine.request(box, axes),
        extensions,
        box,
        "best plain copy in Java",
        others,
        axes);
  }

  private static String lengths(Box box) {
    return box.axes().stream().map(PixelRange::length).toList().toString();
  }

  private static List<PlainCopy> copies(Path path, int extensions, Box box, long... axes)
      throws IOException {
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
    return copies;
  }

  private void compressed() throws Exception {
    Path noise = files.noise();
    Path packed = folder.resolve("noise.fits.fz");
    if (!started("fpack", "-r", "-O", packed.toString(), noise.toString())) {
      System.out.println("| RICE_1 | skipped: no fpack | | | | | |");
      return;
    }
    Files.delete(noise);
    Box box = files.noisePart();
    CutoutRequest request = Engine.request(box, files.noiseAxes());
    String name =
        "RICE_1 image "
            + lengths(box)
            + " of "
            + Arrays.toString(files.noiseAxes())
            + " in 16 bits";
    compare(name, packed, request, 1, box, "fitscopy", fitscopy(packed, box));
    compare(name, packed, request, 1, box, "astropy", astropy(packed, 1, box));
    System.out.printf(
        "| %s, alone | | | | | | %s |%n", name, Alone.memory(packed, out, box, files.noiseAxes()));
  }

  private interface Copying {
    void copy(PlainCopy plain, FileChannel target) throws IOException;
  }

  private void each(List<PlainCopy> copies, Copying copying) throws IOException {
    try (FileChannel target = target(out)) {
      for (PlainCopy copy : copies) {
        copying.copy(copy, target);
      }
    }
  }

  private static FileChannel target(Path path) throws IOException {
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private List<Work> fitscopy(Path path, Box box) throws Exception {
    String section = path + "[1]" + box;
    if (!started("fitscopy", path + "[0]", "!" + out)) {
      return List.of();
    }
    return List.of(timed(() -> require(started("fitscopy", section, "!" + out))));
  }

  private List<Work> astropy(Path path, int extensions, Box box) throws Exception {
    if (!started("/usr/bin/python3", "-c", "import astropy")) {
      return List.of();
    }
    String section = box.toString().replaceAll("[\\[\\]]", "");
    return List.of(
        () -> {
          Process process =
              new ProcessBuilder(
                      "/usr/bin/python3",
                      "-W",
                      "ignore",
                      python.toString(),
                      path.toString(),
                      out.toString(),
                      Integer.toString(extensions),
                      section)
                  .redirectError(ProcessBuilder.Redirect.INHERIT)
                  .start();
          String seconds;
          try (InputStream printed = process.getInputStream()) {
            seconds = new String(printed.readAllBytes(), StandardCharsets.US_ASCII).strip();
          }
          require(process.waitFor(MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0);
          return Double.parseDouble(seconds);
        });
  }

  private static void require(boolean success) {
    if (!success) {
      throw new IllegalStateException("A program that is compared with failed.");
    }
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

  private long cut(Path path, CutoutRequest request) throws Exception {
    try (FileChannel target = target(out)) {
      return engine.cut(path, request, target);
    }
  }

  private void compare(
      String what,
      Path path,
      CutoutRequest request,
      int extensions,
      Box box,
      String by,
      List<Work> others,
      long... axes)
      throws Exception {
    boolean processes = !by.startsWith("best");
    if (others.isEmpty()) {
      System.out.printf("| %s | | | %s is not there | | | |%n", what, by);
      return;
    }
    int pairs = processes ? Math.min(rounds, FEW) : rounds * (isSmall(extensions, box) ? MORE : 1);
    double[] ours = new double[pairs];
    double[] best = new double[pairs];
    double[] ratios = new double[pairs];
    long length = 0;
    for (int round = -1; round < pairs; round++) {
      double least = Double.MAX_VALUE;
      for (Work other : others) {
        least = round < 0 && processes ? least : Math.min(least, other.run());
      }
      long[] sent = new long[1];
      double mine = timed(() -> sent[0] = cut(path, request)).run();
      length = sent[0];
      if (round >= 0) {
        ours[round] = mine;
        best[round] = least;
        ratios[round] = mine / least;
      }
    }
    requireBox(extensions, box);
    long read;
    try (FileChannel target = target(out)) {
      read = engine.bytesRead(path, request, target);
    }
    System.out.printf(
        "| %s | %d | %s | %s: %s | %s | %.2f | %s |%n",
        what,
        length,
        spread(ours),
        by,
        spread(best),
        spread(ratios),
        (double) read / length,
        processes ? "" : Alone.memory(path, out, box, axes));
  }

  private static boolean isSmall(int extensions, Box box) {
    long bytes = 4L * extensions;
    for (PixelRange range : box.axes()) {
      bytes *= range.length();
    }
    return bytes < SMALL;
  }

  /** Both sides have to have cut the same. */
  private void requireBox(int extensions, Box box) throws IOException {
    List<Long> wanted = box.axes().stream().map(PixelRange::length).toList();
    try (FitsFile piece = FitsFile.open(FileSource.open(out))) {
      for (int i = 1; i <= extensions; i++) {
        if (!piece.hdu(i).axes().equals(wanted)) {
          throw new IllegalStateException(
              "The engine cut %s where %s was meant.".formatted(piece.hdu(i).axes(), wanted));
        }
      }
    }
  }

  private static String spread(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return "%.3f (%.3f to %.3f)"
        .formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }

  /** Small cuts by position, each with opening the file and reading its headers. */
  private void small(Path path) throws Exception {
    for (int threads : new int[] {1, 2}) {
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      try {
        double seconds = 0;
        for (int warm = 0; warm < 2; warm++) {
          List<Callable<Long>> parts = new ArrayList<>();
          for (int i = 0; i < threads; i++) {
            Random random = new Random(i);
            Path mine = out.resolveSibling(out.getFileName() + "-" + i);
            parts.add(() -> smallCuts(path, mine, SMALL_CUTS / threads, random));
          }
          seconds =
              timed(
                      () -> {
                        for (Future<Long> part : pool.invokeAll(parts)) {
                          part.get();
                        }
                      })
                  .run();
        }
        System.out.printf(
            "| 100 x 100 of %s, %d at once | 48960 | %.0f cuts a second | | | | |%n",
            Arrays.toString(files.imageAxes()), threads, SMALL_CUTS / seconds);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  private long smallCuts(Path path, Path target, int count, Random random) throws Exception {
    long[] axes = files.imageAxes();
    long length = 0;
    try {
      for (int i = 0; i < count; i++) {
        long x = 1L + random.nextInt((int) axes[0] - 100);
        long y = 1L + random.nextInt((int) axes[1] - 100);
        try (FileChannel out = target(target)) {
          length += engine.cut(path, Engine.request(Box.of(x, x + 99, y, y + 99), axes), out);
        }
      }
    } finally {
      Files.deleteIfExists(target);
    }
    return length;
  }
}
