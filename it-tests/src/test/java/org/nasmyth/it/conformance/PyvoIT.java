// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SharedServer;

/** Every script in {@code src/test/python/checks} is a test of the sample archive with pyvo. */
@Tag("conformance")
@ExtendWith(SharedServer.class)
class PyvoIT {

  @TestFactory
  Stream<DynamicTest> pyvo(RunningServer server) throws IOException {
    try (Stream<Path> files = Files.list(PythonCheck.folder().resolve("checks"))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".py"))
              .sorted()
              .toList();
      return names.stream()
          .map(
              name ->
                  DynamicTest.dynamicTest(
                      name.replace(".py", ""), () -> PythonCheck.run(server, "checks/" + name)));
    }
  }
}
