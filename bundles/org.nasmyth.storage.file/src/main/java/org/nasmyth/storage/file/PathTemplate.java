// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes paths of references.
 *
 * @param pattern takes a reference apart
 * @param paths with {@code {0}} for the reference and {@code {1}} and so on for the pattern's
 *     groups
 */
record PathTemplate(Pattern pattern, List<String> paths) {

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  /** Checks that the paths name no group that the pattern does not have. */
  PathTemplate {
    paths = List.copyOf(paths);
    int groups = pattern.matcher("").groupCount();
    for (String path : paths) {
      Matcher place = PLACE.matcher(path);
      while (place.find()) {
        if (Integer.parseInt(place.group(1)) > groups) {
          throw new IllegalArgumentException(
              "paths: '" + path + "' names a group that the pattern does not have");
        }
      }
    }
  }

  /** The paths of a reference in order; none if it does not fit the pattern. */
  List<String> of(String reference) {
    Matcher taken = pattern.matcher(reference);
    if (!taken.matches()) {
      return List.of();
    }
    List<String> made = new ArrayList<>();
    for (String path : paths) {
      made.add(
          PLACE
              .matcher(path)
              .replaceAll(
                  place -> {
                    String group = taken.group(Integer.parseInt(place.group(1)));
                    return Matcher.quoteReplacement(group == null ? "" : group);
                  }));
    }
    return made;
  }
}
