// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Identifiers of files, which are parts of addresses. */
public final class Identifier {

  private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9._:+-]+");

  private Identifier() {}

  /** A text with underscores for what an address would need to have escaped; null for null. */
  public static @Nullable String of(@Nullable String text) {
    return text == null ? null : FOREIGN.matcher(text.strip()).replaceAll("_");
  }
}
