// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Images that cfitsio compressed, and the pixels that it reads from them: tiles.zip. */
public final class Tiles {

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  public Tiles() throws IOException {
    try (InputStream resource =
            Objects.requireNonNull(Tiles.class.getResourceAsStream("tiles.zip"), "tiles.zip");
        ZipInputStream zip = new ZipInputStream(resource)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
  }

  public java.util.List<String> names() {
    return entries.keySet().stream()
        .filter(name -> name.endsWith(".fits"))
        .map(name -> name.substring(0, name.length() - ".fits".length()))
        .toList();
  }

  /** The compressed file. */
  public byte[] file(String name) {
    return Objects.requireNonNull(entries.get(name + ".fits"), name).clone();
  }

  /** All pixels of its image, in big-endian order. */
  public byte[] pixels(String name) {
    return Objects.requireNonNull(entries.get(name + ".pixels"), name);
  }
}
