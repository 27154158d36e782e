// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.observe;

import java.util.List;
import java.util.Locale;

/**
 * What the exposures of a setup are reduced to.
 *
 * @param kind the kind of product
 * @param scheme how exposures make products: {@code each}, {@code block}, {@code stack}, {@code
 *     many}, {@code arms}, {@code plain}, {@code tile} or {@code union32}
 * @param count products of one block, where the scheme is {@code many}
 * @param arms names of the spectrograph's arms, where the scheme is {@code arms}
 */
public record ProductPattern(Kind kind, String scheme, int count, List<String> arms) {

  /** The kinds of product. */
  public enum Kind {
    NONE,
    IMAGES,
    CUBES,
    SPECTRA,
    VISIBILITY
  }

  static ProductPattern parse(String text) {
    String[] parts = text.split(":", -1);
    Kind kind = Kind.valueOf(parts[0].toUpperCase(Locale.ROOT));
    String scheme = parts.length > 1 && !parts[1].equals("1") ? parts[1] : "block";
    int count = scheme.equals("many") ? Integer.parseInt(parts[2]) : 1;
    List<String> arms = scheme.equals("arms") ? List.of(parts[2].split("\\+")) : List.of();
    return new ProductPattern(kind, scheme, count, arms);
  }
}
