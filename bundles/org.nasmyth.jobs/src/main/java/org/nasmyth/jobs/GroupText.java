// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The groups of a job's owner as one text of the store: an empty line, then one group to a line, in
 * which a backslash, control characters and halves of surrogate pairs are written as a backslash, a
 * u and four hexadecimal digits. So no name becomes two, and PostgreSQL can keep all of them. A
 * text without the empty line is of a server that did not write them so; each of its lines is a
 * group.
 */
final class GroupText {

  private static final String MARK = "\n";
  private static final int HEX = 16;
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  private GroupText() {}

  /** The text of groups; empty for none. */
  static String of(Set<String> groups) {
    return groups.isEmpty()
        ? ""
        : groups.stream().map(GroupText::escaped).collect(Collectors.joining("\n", MARK, ""));
  }

  /** The groups of a text. */
  static Set<String> groups(String text) {
    return text.startsWith(MARK)
        ? Stream.of(text.substring(MARK.length()).split("\n", -1))
            .map(GroupText::unescaped)
            .collect(Collectors.toSet())
        : text.lines().filter(group -> !group.isEmpty()).collect(Collectors.toSet());
  }

  private static String escaped(String group) {
    StringBuilder text = new StringBuilder(group.length());
    group
        .codePoints()
        .forEach(
            c -> {
              boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
              if (c == '\\' || Character.isISOControl(c) || half) {
                text.append("\\u").append(String.format("%04x", c));
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.toString();
  }

  private static String unescaped(String line) {
    return ESCAPE
        .matcher(line)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), HEX))));
  }
}
