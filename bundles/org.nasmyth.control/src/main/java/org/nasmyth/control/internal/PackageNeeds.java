// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Namespace;

/** Tells why a bundle cannot be wired to the others. */
final class PackageNeeds {
  private final List<BundleCapability> offered;

  /**
   * Looks at what there is now.
   *
   * @param context any bundle's
   */
  PackageNeeds(BundleContext context) {
    offered =
        Arrays.stream(context.getBundles())
            .flatMap(bundle -> Stream.ofNullable(bundle.adapt(BundleRevision.class)))
            .flatMap(revision -> revision.getDeclaredCapabilities(null).stream())
            .toList();
  }

  /** What an unresolved bundle needs and does not find, one sentence each. */
  List<String> unmet(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    List<String> unmet = new ArrayList<>();
    for (BundleRequirement need : revision.getDeclaredRequirements(null)) {
      if (isMandatory(need) && offered.stream().noneMatch(need::matches)) {
        unmet.add(inWords(need));
      }
    }
    if (unmet.isEmpty()) {
      unmet.add(
          "each of its needs is met by some bundle, but not all of them together;"
              + " it was perhaps built for other versions than these");
    }
    return unmet;
  }

  private static boolean isMandatory(BundleRequirement need) {
    boolean optional =
        Namespace.RESOLUTION_OPTIONAL.equals(
            need.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
    String effective = need.getDirectives().get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
    return !optional && (effective == null || effective.equals(Namespace.EFFECTIVE_RESOLVE));
  }

  private String inWords(BundleRequirement need) {
    String filter = need.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
    Optional<String> packageName = packageName(need, filter);
    if (packageName.isEmpty()) {
      return "it needs " + need.getNamespace() + " " + filter + ", which nothing provides";
    }
    String versions =
        offered.stream()
            .filter(capability -> packageName.get().equals(exported(capability)))
            .map(PackageNeeds::version)
            .distinct()
            .collect(Collectors.joining(", "));
    String wanted = "it imports the package " + packageName.get() + Filters.versionRange(filter);
    return versions.isEmpty()
        ? wanted + ", which no bundle exports"
        : wanted + ", but only version " + versions + " is there";
  }

  private static Optional<String> packageName(BundleRequirement need, String filter) {
    return need.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)
        ? Filters.value(filter, PackageNamespace.PACKAGE_NAMESPACE)
        : Optional.empty();
  }

  private static Object exported(BundleCapability capability) {
    return String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
  }

  private static String version(BundleCapability capability) {
    return String.valueOf(
        capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE));
  }
}
