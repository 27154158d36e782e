// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.opencadc;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nasmyth.it.server.Checkout;
import org.nasmyth.it.server.Finished;
import org.nasmyth.it.server.Jdk;

/**
 * Runs classes of the suites in a process of their own.
 *
 * @param resource by which they look the service up
 * @param properties the folder of what they are to send
 * @param folder their home, whose configuration tells them where to look the service up
 * @param upload a table that they may send
 * @param uploadAddress where the service may fetch the same table
 */
record SuiteRun(URI resource, Path properties, Path folder, Path upload, URI uploadAddress) {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /**
   * Runs classes.
   *
   * @param service what those test that do not look it up
   * @return by class and method what was wrong, empty for nothing
   */
  Map<String, String> of(URI service, List<String> classes) throws IOException {
    Path target = Checkout.here().root().resolve("it-tests").resolve("target");
    Path jars = target.resolve("opencadc");
    // The suite's own schema comes first: other jars have an older one of the same name.
    String classPath =
        List.of(
                target.resolve("test-classes").toString(),
                only(jars, "cadc-test-uws-.*\\.jar").toString(),
                jars.resolve("*").toString())
            .stream()
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Jdk.current().home().resolve("bin").resolve("java").toString(),
            "-cp",
            classPath,
            "-Duser.home=" + folder,
            "-Djava.io.tmpdir=" + folder,
            "-Dproperties.directory=" + properties,
            "-Dservice.url=" + service,
            "-Dupload.file=" + upload,
            "-Dupload.url=" + uploadAddress,
            SuiteProcess.class.getName(),
            resource.toString()));
    command.addAll(classes);
    Finished finished = Finished.run(new ProcessBuilder(command), LIMIT);
    Map<String, String> results = new LinkedHashMap<>();
    finished
        .output()
        .lines()
        .filter(line -> line.startsWith(SuiteProcess.MARK))
        .map(line -> line.substring(SuiteProcess.MARK.length()).split("\t", 2))
        .forEach(parts -> results.put(parts[0], parts[1]));
    if (finished.exitCode() != 0) {
      throw new IOException("The suite broke down:\n" + finished.output());
    }
    return results;
  }

  private static Path only(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name))
          .findFirst()
          .orElseThrow(() -> new IOException("There is no " + name + " in " + folder));
    }
  }
}
