// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  @TempDir Path root;

  @Test
  void readsWhatToStartInOrder() throws Exception {
    writeList("1 resident always bundles/a.jar\n3 bundle http bundles/b c.jar\n");

    assertThat(new Installation(root).bundles())
        .containsExactly(
            new Installation.Entry(1, true, false, root.resolve("bundles/a.jar")),
            new Installation.Entry(3, false, true, root.resolve("bundles/b c.jar")));
  }

  @Test
  void aDamagedListIsToldByName() throws IOException {
    writeList("one resident\n");

    assertThatThrownBy(() -> new Installation(root).bundles())
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("start.list");
  }

  private void writeList(String text) throws IOException {
    Files.createDirectories(root.resolve("bundles"));
    Files.writeString(root.resolve("bundles/start.list"), text);
  }
}
