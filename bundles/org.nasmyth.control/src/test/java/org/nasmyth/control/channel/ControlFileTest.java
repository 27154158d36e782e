// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlFileTest {
  @TempDir Path home;

  @Test
  void isReadAsItWasWritten() throws IOException {
    ControlFile written = new ControlFile(4711, "secret", 42);

    written.write(ControlFile.of(home));

    assertThat(ControlFile.read(ControlFile.of(home))).contains(written);
  }

  @Test
  void onlyItsOwnerMayReadIt() throws IOException {
    assumeTrue(Files.getFileAttributeView(home, PosixFileAttributeView.class) != null);

    new ControlFile(4711, "secret", 42).write(ControlFile.of(home));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ControlFile.of(home))))
        .isEqualTo("rw-------");
  }

  @Test
  void withoutAServerThereIsNone() throws IOException {
    assertThat(ControlFile.read(ControlFile.of(home))).isEmpty();
  }

  @Test
  void aDamagedFileIsToldByName() throws IOException {
    Files.writeString(home.resolve("control"), "4711\n");

    assertThatThrownBy(() -> ControlFile.read(home.resolve("control")))
        .hasMessageContaining("control is damaged");
  }
}
