// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.fits.packed.LzwInputStream;
import org.nasmyth.sample.SampleContent.Archive;
import org.nasmyth.sample.files.SampleFiles;
import org.nasmyth.sample.files.Selection;
import org.nasmyth.sample.files.StoredFile;
import org.nasmyth.sample.observe.Exposure;
import org.nasmyth.sample.reduce.Product;
import org.nasmyth.sample.reduce.Releases;
import org.nasmyth.testkit.RecordingTerminal;

@DisplayName("The files of the sample archive")
class SampleFilesTest {

  @TempDir Path folder;
  private final Archive archive = Archive.make();

  @Test
  @DisplayName("are those of whole chains, from raw frames to products of every kind")
  void selection() {
    Selection selection = archive.selection();
    assertThat(selection.products()).hasSizeGreaterThanOrEqualTo(150);
    assertThat(selection.frames()).hasSizeGreaterThanOrEqualTo(400);
    Set<Exposure> frames = new HashSet<>(selection.frames());
    assertThat(selection.products())
        .allMatch(product -> frames.containsAll(product.origin().sources()))
        .extracting(Product::type)
        .contains("image", "cube", "spectrum", "measurements", "visibility");
    assertThat(selection.masters()).allMatch(master -> frames.containsAll(master.sources()));
  }

  @Test
  @DisplayName("are valid FITS with right checksums, the same every time")
  void content() throws Exception {
    Map<String, Product> ofEachKind =
        archive.selection().products().stream()
            .collect(
                Collectors.toMap(
                    product -> product.type() + product.subtype(), p -> p, (one, two) -> one));
    Selection some =
        new Selection(
            List.copyOf(ofEachKind.values()),
            archive.selection().masters().subList(0, 3),
            archive.selection().frames().stream().limit(20).toList());
    Map<String, StoredFile> first = write(folder.resolve("first"), some);
    Map<String, StoredFile> second = write(folder.resolve("second"), some);
    assertThat(second).isEqualTo(first);
    for (StoredFile file : first.values()) {
      byte[] bytes = Files.readAllBytes(folder.resolve("first").resolve(file.path()));
      assertThat(bytes).hasSize((int) file.size());
      assertThat(Files.readAllBytes(folder.resolve("second").resolve(file.path())))
          .as(file.path())
          .isEqualTo(bytes);
      if (file.path().endsWith(".Z")) {
        Path unpacked = folder.resolve("unpacked.fits");
        try (InputStream fits = new LzwInputStream(new ByteArrayInputStream(bytes))) {
          Files.copy(fits, unpacked, StandardCopyOption.REPLACE_EXISTING);
        }
        verify(unpacked);
      } else if (file.contentType().contains("fits")) {
        verify(folder.resolve("first").resolve(file.path()));
      }
    }
    assertThat(first.values()).extracting(StoredFile::path).anyMatch(path -> path.endsWith(".Z"));
    assertThat(SampleFiles.complete(folder.resolve("first"))).isFalse();
  }

  private Map<String, StoredFile> write(Path to, Selection some)
      throws IOException, InterruptedException {
    RecordingTerminal terminal = new RecordingTerminal();
    Map<String, StoredFile> written =
        archive.files(to).write(some, Releases.of(archive.reduced()), terminal);
    assertThat(terminal.errors()).isEmpty();
    return written;
  }

  private static void verify(Path file) throws Exception {
    try (Fits fits = new Fits(file.toFile())) {
      BasicHDU<?>[] hdus = fits.read();
      assertThat(hdus).as(file.toString()).isNotEmpty();
      for (BasicHDU<?> hdu : hdus) {
        assertThat(hdu.getHeader().containsKey("CHECKSUM")).isTrue();
        hdu.verifyIntegrity();
      }
    }
  }
}
