// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a parser accepts.
 *
 * @param extensions what it accepts beyond the standard
 * @param limits how large a query it accepts
 */
public record AdqlDialect(Set<Extension> extensions, ParserLimits limits) {

  /** ADQL 2.1 as the recommendation has it and nothing else. */
  public static final AdqlDialect STANDARD = new AdqlDialect(Set.of(), ParserLimits.DEFAULT);

  /** ADQL 2.1 with all extensions. */
  public static final AdqlDialect EXTENDED =
      new AdqlDialect(EnumSet.allOf(Extension.class), ParserLimits.DEFAULT);

  /** Copies the set. */
  public AdqlDialect {
    extensions = Set.copyOf(extensions);
  }

  /** Whether an extension is accepted. */
  public boolean accepts(Extension extension) {
    return extensions.contains(extension);
  }
}
