// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.api.cutout.Cutout;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Interval;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Rights;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.cutout.fits.FitsCutouts;
import org.nasmyth.it.server.Checkout;
import org.nasmyth.it.server.Finished;
import org.nasmyth.it.server.Home;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SharedServer;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Region;

/**
 * Astropy finds in random pieces exactly the pixels and rows of their sources, at the same places
 * and wavelengths; fitsverify finds nothing to complain about. The sources are the sample's files,
 * public ones beside the checkout, and made ones with headers as they are met in practice.
 */
@Tag("conformance")
@ExtendWith(SharedServer.class)
class CutoutsIT {

  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int PIECES = Integer.getInteger("nasmyth.cuts", 2000);
  private static final long SEED = Long.getLong("nasmyth.cuts.seed", 20261123L);
  private static final long LARGEST = 4 << 20;
  private static final int SAMPLE_FILES = 30;

  /** Of so many pieces one is also cut from the packed file. */
  private static final int PACKED_EVERY = 10;

  @Test
  void astropy_finds_the_pixels_of_the_source_at_the_same_places(RunningServer server)
      throws Exception {
    System.out.println("Pieces for astropy: seed " + SEED);
    Path folder = Checkout.here().testFolder().resolve("cutouts");
    Home.delete(folder);
    Files.createDirectories(folder);
    Path list = folder.resolve("files.txt");
    List<Path> files = new ArrayList<>(made(folder.resolve("made")));
    int kinds = files.size();
    files.addAll(files(server));
    Files.write(list, files.stream().map(Path::toString).toList());

    Finished asked =
        python("cuts/ask.py", Long.toString(SEED), Integer.toString(PIECES), list.toString());
    assertThat(asked.exitCode()).as(asked.output()).isZero();
    List<String> requests = asked.output().lines().filter(line -> line.contains("\t")).toList();
    assertThat(requests).hasSizeGreaterThan(PIECES / 2);

    List<String> done = new ArrayList<>();
    FitsCutouts engine =
        new FitsCutouts(false, folder.resolve("unpacked"), 10 * LARGEST, 20 * LARGEST);
    for (String request : requests) {
      Path piece = folder.resolve("piece%04d.fits".formatted(done.size()));
      String[] words = request.split("\t", -1);
      boolean something = cut(engine, Path.of(words[0]), words, piece);
      done.add(request + "\t" + (something ? piece : "-"));
      if (something && done.size() % PACKED_EVERY == 0) {
        comparePacked(engine, words, piece);
      }
    }
    engine.close();
    assertThat(fits(folder.resolve("unpacked"))).isEmpty();
    Path results = folder.resolve("pieces.txt");
    Files.write(results, done);

    int least = PIECES / files.size() / 2;
    System.out.printf(
        "%d pieces wanted of %d files, %d kinds made.%n", PIECES, files.size(), kinds);
    Finished checked = python("cuts/check.py", results.toString(), Integer.toString(least));
    System.out.println(checked.output());
    assertThat(checked.exitCode()).as(checked.output()).isZero();
    Home.delete(folder);
  }

  private static List<Path> made(Path folder) throws IOException {
    Files.createDirectories(folder);
    Finished made = python("cuts/make.py", folder.toString());
    assertThat(made.exitCode()).as(made.output()).isZero();
    return fits(folder);
  }

  private static List<Path> files(RunningServer server) throws IOException {
    List<Path> files = new ArrayList<>();
    Path sample = server.home().resolve("data/files/ADP");
    List<Path> products = fits(sample);
    int step = Math.max(1, products.size() / SAMPLE_FILES);
    for (int i = 0; i < products.size(); i += step) {
      files.add(products.get(i));
    }
    Optional<Path> shared = Checkout.here().shared("fits-samples");
    if (shared.isPresent()) {
      files.addAll(fits(shared.get()));
    } else {
      System.out.println("skipped: ../shared/fits-samples is not on this machine.");
    }
    return files;
  }

  private static List<Path> fits(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> found = new ArrayList<>();
      for (Path file : all.sorted().toList()) {
        String name = file.getFileName().toString();
        if ((name.endsWith(".fits") || name.endsWith(".fits.fz")) && Files.size(file) < LARGEST) {
          found.add(file);
        }
      }
      return found;
    }
  }

  /** The piece of a file that gzip packed has to be that of the file. */
  private static void comparePacked(FitsCutouts engine, String[] request, Path piece)
      throws Exception {
    Path folder = Files.createTempDirectory(piece.getParent(), "packed");
    Path packed = folder.resolve(Path.of(request[0]).getFileName());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(Path.of(request[0]), out);
    }
    Path same = folder.resolve("piece.fits");
    assertThat(cut(engine, packed, request, same)).isTrue();
    assertThat(Files.mismatch(same, piece)).as(String.join(" ", request)).isEqualTo(-1);
    Home.delete(folder);
  }

  private static boolean cut(FitsCutouts engine, Path source, String[] request, Path target)
      throws Exception {
    Region region = null;
    if (!request[1].equals("-")) {
      double[] circle = numbers(request[1]);
      region = new Circle(circle[0], circle[1], circle[2]);
    }
    CutoutRequest wanted =
        new CutoutRequest(
            region,
            null,
            interval(request[2]),
            interval(request[3]),
            List.of(),
            pixels(request[4]),
            false,
            List.of("A test of cut-outs"));
    try (LocalFile file = new LocalFile(source)) {
      Optional<Cutout> cutout = engine.prepare(product(source), file, wanted, new Cancellation());
      if (cutout.isEmpty()) {
        return false;
      }
      try (FileChannel out =
          FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        cutout.get().writeTo(out);
      }
      assertThat(Files.size(target)).isEqualTo(cutout.get().length());
      return true;
    }
  }

  private static @Nullable Interval interval(String text) {
    if (text.equals("-")) {
      return null;
    }
    double[] ends = numbers(text);
    return new Interval(ends[0], ends[1]);
  }

  private static List<CutoutRequest.PixelBox> pixels(String text) {
    if (text.equals("-")) {
      return List.of();
    }
    double[] values = numbers(text);
    List<CutoutRequest.@Nullable PixelSpan> spans = new ArrayList<>();
    for (int i = 1; i < values.length; i += 2) {
      spans.add(new CutoutRequest.PixelSpan((long) values[i], (long) values[i + 1]));
    }
    return List.of(new CutoutRequest.PixelBox((int) values[0], spans));
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static Product product(Path file) {
    return new Product(
        file.getFileName().toString(),
        Product.Kind.PRODUCT,
        null,
        null,
        new DataFile(file.toString(), null, null, null, OptionalLong.empty(), null),
        Coverage.UNKNOWN,
        Rights.UNKNOWN,
        null,
        null,
        List.of());
  }

  private static Finished python(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(PYTHON.toString(), "-B"));
    command.add(PythonCheck.folder().resolve(arguments[0]).toString());
    command.addAll(List.of(arguments).subList(1, arguments.length));
    return Finished.run(new ProcessBuilder(command), LIMIT);
  }

  /** A file as a storage opens it. */
  private static final class LocalFile implements OpenFile {

    private final FileChannel channel;
    private final FileState state;

    LocalFile(Path path) throws IOException {
      channel = FileChannel.open(path, StandardOpenOption.READ);

      state = new FileState(path.toString(), channel.size(), Instant.EPOCH, "1");
    }

    @Override
    public FileState state() {
      return state;
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
      return channel.read(into, position);
    }

    @Override
    public Optional<FileChannel> channel() {
      return Optional.of(channel);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
