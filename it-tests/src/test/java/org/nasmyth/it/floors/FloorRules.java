// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.floors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules by which bundles may know each other (docs/architecture.md): a bundle imports only from
 * floors beneath its own, so that no plugin knows another plugin or a face; folder, symbolic name
 * and root package are one; what is exported is versioned, and what is versioned is exported.
 */
final class FloorRules {

  private final List<BuiltBundle> bundles;
  private final Map<String, BuiltBundle> exporters = new HashMap<>();

  /**
   * Rules over a set of bundles.
   *
   * @param bundles all that there are
   */
  FloorRules(List<BuiltBundle> bundles) {
    this.bundles = List.copyOf(bundles);
    for (BuiltBundle bundle : bundles) {
      bundle.exports().keySet().forEach(name -> exporters.put(name, bundle));
    }
  }

  /** What breaks a rule, one sentence each; empty if nothing does. */
  List<String> violations() {
    List<String> violations = new ArrayList<>();
    for (BuiltBundle bundle : bundles) {
      checkImports(bundle, violations);
      checkNames(bundle, violations);
      checkExports(bundle, violations);
    }
    return violations;
  }

  private void checkImports(BuiltBundle bundle, List<String> violations) {
    for (String wanted : bundle.imports()) {
      BuiltBundle exporter = exporters.get(wanted);
      if (exporter == null) {
        if (wanted.startsWith("org.nasmyth.")) {
          violations.add(bundle.symbolicName() + " imports " + wanted + ", which nobody exports.");
        }
      } else if (!exporter.equals(bundle) && exporter.floor() >= bundle.floor()) {
        violations.add(
            "%s (floor %d) imports %s of %s (floor %d): only floors beneath its own are open to it."
                .formatted(
                    bundle.symbolicName(),
                    bundle.floor(),
                    wanted,
                    exporter.symbolicName(),
                    exporter.floor()));
      }
    }
  }

  private static void checkNames(BuiltBundle bundle, List<String> violations) {
    if (!bundle.folder().equals(bundle.symbolicName())) {
      violations.add(
          "Folder " + bundle.folder() + " holds a bundle named " + bundle.symbolicName() + ".");
    }
    if (bundle.wrapsLibrary()) {
      return;
    }
    for (String name : bundle.packages()) {
      if (!name.equals(bundle.symbolicName()) && !name.startsWith(bundle.symbolicName() + ".")) {
        violations.add(
            bundle.symbolicName() + " holds " + name + ", which lies outside its root package.");
      }
    }
  }

  private static void checkExports(BuiltBundle bundle, List<String> violations) {
    bundle
        .exports()
        .forEach(
            (name, version) -> {
              if (version.isEmpty()) {
                violations.add(bundle.symbolicName() + " exports " + name + " without a version.");
              }
              if (!bundle.wrapsLibrary() && !bundle.versioned().contains(name)) {
                violations.add(
                    bundle.symbolicName() + " exports " + name + ", which has no @Version.");
              }
            });
    for (String name : bundle.versioned()) {
      if (!bundle.exports().containsKey(name)) {
        violations.add(
            bundle.symbolicName() + " does not export " + name + ", though it has a @Version.");
      }
    }
  }
}
