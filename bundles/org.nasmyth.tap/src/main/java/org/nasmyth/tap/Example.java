// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A query to learn from.
 *
 * @param id unique among a service's examples, fit for a URL's fragment
 * @param title what it shows
 * @param explanation more for a person; may be empty
 * @param adql the query
 */
record Example(String id, String title, String explanation, String adql) {

  private static final String COMMENT = "--";

  /**
   * Reads examples as the configuration has them: the comment lines at the beginning are title and
   * explanation, the rest is the query.
   *
   * @throws IllegalArgumentException if one has no title or no query
   */
  static List<Example> parse(List<String> texts) {
    List<Example> examples = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (String text : texts) {
      Example example = parse(text, examples.size() + 1);
      if (!ids.add(example.id)) {
        throw new IllegalArgumentException("examples: two have the title '" + example.title + "'");
      }
      examples.add(example);
    }
    return List.copyOf(examples);
  }

  private static Example parse(String text, int number) {
    List<String> comments = new ArrayList<>();
    List<String> query = new ArrayList<>();
    for (String line : text.strip().lines().toList()) {
      if (query.isEmpty() && line.strip().startsWith(COMMENT)) {
        comments.add(line.strip().substring(COMMENT.length()).strip());
      } else {
        query.add(line);
      }
    }
    if (comments.isEmpty() || comments.get(0).isEmpty() || query.isEmpty()) {
      throw new IllegalArgumentException(
          "examples: number "
              + number
              + " has to begin with a comment line, '-- title', followed by its query");
    }
    String title = comments.get(0);
    String id = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return new Example(
        "example-" + id,
        title,
        String.join(" ", comments.subList(1, comments.size())),
        String.join("\n", query));
  }
}
