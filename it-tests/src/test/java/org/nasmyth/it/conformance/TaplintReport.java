// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What taplint printed.
 *
 * @param lines its messages, in order
 * @param stages the stages that it went through
 */
record TaplintReport(List<Line> lines, List<String> stages) {

  private static final Pattern SECTION = Pattern.compile("Section ([A-Z]{3}): .*");

  private static final Pattern LINE =
      Pattern.compile("([EWISF])-([A-Z]{3})-(\\S+?)(?:-\\d+)? (.*)");

  /**
   * One message.
   *
   * @param kind E rror, W arning, I nfo, S ummary or F ailure of taplint itself
   * @param stage the stage
   * @param code what it is about
   * @param text the message
   */
  record Line(char kind, String stage, String code, String text) {

    /** Whether something is wrong, or could not be looked at. */
    boolean isFailure() {
      return kind == 'E' || kind == 'F';
    }

    boolean isWarning() {
      return kind == 'W';
    }

    @Override
    public String toString() {
      return kind + "-" + stage + "-" + code + " " + text;
    }
  }

  static TaplintReport parse(String output) {
    return new TaplintReport(
        output.lines().map(TaplintReport::line).flatMap(Optional::stream).toList(),
        output
            .lines()
            .map(SECTION::matcher)
            .filter(Matcher::matches)
            .map(section -> section.group(1))
            .toList());
  }

  /** The messages of one stage. */
  List<Line> of(String stage) {
    return lines.stream().filter(line -> line.stage().equals(stage)).toList();
  }

  private static Optional<Line> line(String text) {
    Matcher matcher = LINE.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Line(
                matcher.group(1).charAt(0), matcher.group(2), matcher.group(3), matcher.group(4)))
        : Optional.empty();
  }
}
