// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.api.storage.Storage;
import org.nasmyth.testkit.Defaults;

@DisplayName("Storage in files")
class FileStorageTest {

  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void lay() throws IOException {
    root = Files.createDirectories(folder.resolve("archive"));
    Files.createDirectories(root.resolve("MUSE/2020"));
    Files.writeString(root.resolve("MUSE/2020/a.fits"), "inside");
    Files.writeString(folder.resolve("secret.fits"), "outside");
    Files.createSymbolicLink(root.resolve("MUSE/out.fits"), folder.resolve("secret.fits"));
    Files.createSymbolicLink(root.resolve("up"), folder);
    Files.createSymbolicLink(root.resolve("in.fits"), root.resolve("MUSE/2020/a.fits"));
    Files.createSymbolicLink(root.resolve("ring"), root.resolve("ring"));
  }

  @Test
  @DisplayName("finds and reads a file below its root, also through a link that stays inside")
  void finds() throws IOException {
    Storage storage = storage("{0}");
    FileState state = storage.find("MUSE/2020/a.fits").orElseThrow();
    assertThat(state.size()).isEqualTo(6);
    assertThat(state.fileName()).isEqualTo("a.fits");
    try (OpenFile file = storage.open("in.fits")) {
      ByteBuffer bytes = ByteBuffer.allocate(4);
      assertThat(file.read(2, bytes)).isEqualTo(4);
      assertThat(new String(bytes.array(), StandardCharsets.US_ASCII)).isEqualTo("side");
      assertThat(file.read(6, ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(file.channel()).isPresent();
    }
  }

  @Test
  @DisplayName("notices that an open file is written to, and leaves alone one that was replaced")
  void changes() throws IOException {
    Path path = root.resolve("MUSE/2020/a.fits");
    try (OpenFile file = storage("{0}").open("MUSE/2020/a.fits")) {
      String version = file.state().version();
      assertThat(file.currentVersion()).isEqualTo(version);

      Path other = Files.writeString(folder.resolve("other"), "quite another");
      Path kept = Files.move(path, folder.resolve("kept"));
      assertThat(file.currentVersion()).as("moved away").isEqualTo(version);
      Files.move(other, path);
      assertThat(file.currentVersion()).as("replaced").isEqualTo(version);

      Files.move(kept, path, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(path, "written to");
      assertThat(file.currentVersion()).as("written to").isNotEqualTo(version);
    }
  }

  @ParameterizedTest
  @DisplayName("reaches nothing outside its root, in whatever disguise")
  @ValueSource(
      strings = {
        "../secret.fits",
        "MUSE/../../secret.fits",
        "MUSE/2020/../../../secret.fits",
        "./MUSE/2020/a.fits",
        "MUSE//2020/a.fits",
        "/MUSE/2020/a.fits",
        "/etc/passwd",
        "..",
        ".",
        "",
        "MUSE",
        "MUSE/",
        "MUSE/out.fits",
        "up/secret.fits",
        "ring",
        "ring/a.fits",
        "MUSE/2020/a.fits/x",
        "..\\secret.fits",
        "%2e%2e/secret.fits",
        "..%2fsecret.fits",
        "%252e%252e%252fsecret.fits",
        "\u2025/secret.fits",
        "MUSE/2020/a.fits\0.txt",
        "file:///etc/passwd"
      })
  void outside(String reference) throws IOException {
    Storage storage = storage("{0}");
    assertThat(storage.find(reference)).isEmpty();
    assertThatThrownBy(() -> storage.open(reference)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  @DisplayName("takes a name that no file system takes for one that is not there")
  void longName() throws IOException {
    assertThat(storage("{0}").find("x".repeat(5000))).isEmpty();
  }

  @Test
  @DisplayName("makes paths of references by templates, tried in order")
  void templates() throws IOException {
    Storage storage = storage("([A-Z]+)\\.(\\d{4})-.*", "{1}/{2}/a.fits.fz", "{1}/{2}/a.fits");
    assertThat(storage.find("MUSE.2020-01-01").orElseThrow().path()).isEqualTo("MUSE/2020/a.fits");
    assertThat(storage.find("else")).isEmpty();
  }

  @Test
  @DisplayName("gives a changed file another version")
  void version() throws IOException {
    Storage storage = storage("{0}");
    String before = storage.find("MUSE/2020/a.fits").orElseThrow().version();
    Files.writeString(root.resolve("MUSE/2020/a.fits"), "changed");
    assertThat(storage.find("MUSE/2020/a.fits").orElseThrow().version()).isNotEqualTo(before);
    assertThat(before).matches("[0-9a-f-]+");
  }

  @Test
  @DisplayName("is refused with a reason when its settings are wrong")
  void settings() {
    assertThatThrownBy(() -> new FileStorage(settings(new String[] {"relative"}, ".*", "{0}")))
        .hasMessageContaining("roots: 'relative'");
    assertThatThrownBy(() -> new FileStorage(settings(new String[0], ".*", "{0}")))
        .hasMessageContaining("roots");
    assertThatThrownBy(() -> storage("(", "{0}")).hasMessageContaining("pattern");
    assertThatThrownBy(() -> storage(".*", "{1}")).hasMessageContaining("paths: '{1}'");
  }

  private Storage storage(String path) {
    return storage(".*", path);
  }

  private Storage storage(String pattern, String... paths) {
    return new FileStorage(settings(new String[] {root.toString()}, pattern, paths));
  }

  private static FileStorageConfiguration settings(
      String[] roots, String pattern, String... paths) {
    return Defaults.of(
        FileStorageConfiguration.class, Map.of("roots", roots, "paths", paths, "pattern", pattern));
  }
}
