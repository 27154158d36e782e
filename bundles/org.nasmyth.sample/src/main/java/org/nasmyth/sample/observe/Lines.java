// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.observe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text resources of one record a line, fields divided by bars, comments after a hash. */
public final class Lines {

  private Lines() {}

  /**
   * Reads a resource of this bundle.
   *
   * @param path relative to {@code org/nasmyth/sample}
   * @return the fields of each line
   */
  public static List<String[]> read(String path) {
    String name = "/org/nasmyth/sample/" + path;
    try (InputStream in = Lines.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("The bundle has no resource " + name + ".");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\|", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Resource " + name + " cannot be read.", e);
    }
  }
}
