// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.features;

import java.util.List;

/**
 * A named set of jars.
 *
 * @param name unique in its list
 * @param level the start level of its bundles, 1 or more
 * @param http whether it is only of use in a server that serves HTTP
 * @param optional whether it lies ready beside the server, and an operator adds it
 * @param needs names of features that must be there too
 * @param karaf names of Karaf's own features that replace this one's bundles there; empty if none
 *     do
 * @param parts its jars in the order of the list
 */
record Feature(
    String name,
    int level,
    boolean http,
    boolean optional,
    List<String> needs,
    List<String> karaf,
    List<Part> parts) {

  Feature {
    needs = List.copyOf(needs);
    karaf = List.copyOf(karaf);
    parts = List.copyOf(parts);
  }

  boolean hasBundles() {
    return parts.stream().anyMatch(part -> part.kind() != Part.Kind.LIBRARY);
  }
}
