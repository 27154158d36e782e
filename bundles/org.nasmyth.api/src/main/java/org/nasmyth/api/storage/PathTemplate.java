// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Makes paths of references, as an archive's operator has configured it.
 *
 * @param pattern takes a reference apart
 * @param paths with {@code {0}} for the reference and {@code {1}} and so on for the pattern's
 *     groups
 */
public record PathTemplate(Pattern pattern, List<String> paths) {

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  /**
   * Checks that the paths name no group that the pattern does not have.
   *
   * @throws IllegalArgumentException if one does; its message begins with the setting's name
   */
  public PathTemplate {
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

  /**
   * Reads the settings {@code pattern} and {@code paths} of a storage.
   *
   * @throws IllegalArgumentException if they are wrong; its message begins with the setting's name
   */
  public static PathTemplate read(String pattern, List<String> paths) {
    try {
      return new PathTemplate(Pattern.compile(pattern), paths);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "pattern: it is no regular expression: " + e.getDescription(), e);
    }
  }

  /**
   * The paths of a reference in order; none if it does not fit the pattern. They are no more to be
   * trusted than the reference: see {@link #leadsDown}.
   */
  public List<String> of(String reference) {
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

  /**
   * Whether a path, appended to the address of a folder, names something below that folder whoever
   * reads it: no step is empty, {@code .} or {@code ..}, no character is a backslash or NUL.
   *
   * @param path divided by slashes; may be anything
   */
  public static boolean leadsDown(String path) {
    if (path.indexOf('\0') >= 0 || path.indexOf('\\') >= 0) {
      return false;
    }
    for (String step : path.split("/", -1)) {
      if (step.isEmpty() || step.equals(".") || step.equals("..")) {
        return false;
      }
    }
    return true;
  }
}
