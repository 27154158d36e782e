// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.features;

import java.util.List;

/**
 * One jar of a feature.
 *
 * @param kind what the server does with it
 * @param groupId its Maven group
 * @param artifactId its Maven artifact
 * @param natives native libraries inside it that the distribution keeps unpacked
 */
record Part(Kind kind, String groupId, String artifactId, List<Native> natives) {

  /** What the server does with a jar. */
  enum Kind {
    /** On the launcher's class path, not a bundle. */
    LIBRARY,
    /** A bundle with a class loader of its own. */
    BUNDLE,
    /** A bundle whose classes come from the launcher's class path. */
    RESIDENT
  }

  /**
   * A native library.
   *
   * @param entry its name inside the jar
   * @param file its path below the distribution's folder {@code native}
   */
  record Native(String entry, String file) {}

  Part {
    natives = List.copyOf(natives);
  }

  String coordinates() {
    return groupId + ":" + artifactId;
  }
}
