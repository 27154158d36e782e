// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.server;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that ran to its end.
 *
 * @param exitCode what it returned
 * @param output what it printed, errors included
 */
public record Finished(int exitCode, String output) {

  /**
   * Runs a program with an empty standard input.
   *
   * @param builder the program, its environment and folder
   * @param limit it is killed after that long
   */
  public static Finished run(ProcessBuilder builder, Duration limit) throws IOException {
    Path output = Files.createTempFile("output", ".txt");
    try {
      Process process =
          builder
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException(
              shown(builder.command()) + " took more than " + limit + ":\n" + read(output));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException(shown(builder.command())).initCause(e);
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      return new Finished(process.exitValue(), read(output));
    } finally {
      Files.delete(output);
    }
  }

  /** Whether a program can be found on the path. */
  public static boolean isInstalled(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static String shown(List<String> command) {
    return String.join(" ", command);
  }
}
