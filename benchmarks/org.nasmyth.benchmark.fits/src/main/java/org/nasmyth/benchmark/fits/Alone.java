// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.fits;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.nasmyth.fits.Box;

/** A process that does nothing but one cut, three times, and tells the most memory that it had. */
public final class Alone {

  private static final int TIMES = 3;

  private Alone() {}

  /**
   * Cuts.
   *
   * @param args file, target, ends of the box and lengths of the axes, these two divided by commas
   */
  public static void main(String[] args) throws Exception {
    Engine engine = Engine.forgetful();
    for (int i = 0; i < TIMES; i++) {
      try (FileChannel out =
          FileChannel.open(
              Path.of(args[1]),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        engine.cut(
            Path.of(args[0]), Engine.request(Box.of(numbers(args[2])), numbers(args[3])), out);
      }
    }
    System.out.print(peak());
  }

  private static long[] numbers(String text) {
    return Arrays.stream(text.split(",", -1)).mapToLong(Long::parseLong).toArray();
  }

  private static String peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
            .findFirst()
            .orElse("unknown")
        : "unknown";
  }

  /** Runs such a process with the settings of this one. */
  static String memory(Path file, Path target, Box box, long... axes) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    String ends =
        box.axes().stream()
            .flatMap(range -> Stream.of(range.first(), range.last()))
            .map(String::valueOf)
            .collect(Collectors.joining(","));
    String lengths = LongStream.of(axes).mapToObj(String::valueOf).collect(Collectors.joining(","));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Alone.class.getName(),
            file.toString(),
            target.toString(),
            ends,
            lengths));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }
}
