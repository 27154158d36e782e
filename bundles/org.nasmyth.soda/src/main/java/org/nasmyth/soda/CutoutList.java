// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nasmyth.dali.DaliException;

/**
 * A list of cut-outs as CSV (RFC 4180): a first line with the names of parameters, then a line for
 * each cut-out.
 */
final class CutoutList {

  private final String text;
  private int at;
  private int line = 1;

  private CutoutList(String text) {
    this.text = text;
  }

  /**
   * A line of the list.
   *
   * @param number counted from 1, the line of the names included
   * @param parameters the values that are not empty, by name in upper case
   */
  record Line(int number, Map<String, List<String>> parameters) {}

  /**
   * Reads a list.
   *
   * @param most the most lines
   * @throws DaliException of status 400 if it is none
   */
  static List<Line> of(String text, int most) throws DaliException {
    return new CutoutList(text).read(most);
  }

  private List<Line> read(int most) throws DaliException {
    List<String> names =
        cells().stream().map(name -> name.strip().toUpperCase(Locale.ROOT)).toList();
    if (names.stream().anyMatch(String::isEmpty)
        || names.stream().anyMatch(name -> !name.matches("[A-Z0-9_]+"))) {
      throw wrong(
          1,
          "the first line has the names of the parameters, divided by commas, such as ID,CIRCLE");
    }
    List<Line> lines = new ArrayList<>();
    while (at < text.length()) {
      int number = line;
      List<String> cells = cells();
      if (cells.size() == 1 && cells.get(0).isBlank()) {
        continue;
      }
      if (cells.size() != names.size()) {
        throw wrong(
            number,
            "it has "
                + cells.size()
                + " values, the first line "
                + names.size()
                + " names; put values that hold a comma into double quotes");
      }
      if (lines.size() == most) {
        throw DaliException.badRequest(
            "The list has more than " + most + " cut-outs, the most of one request.");
      }
      lines.add(new Line(number, byName(names, cells)));
    }
    if (lines.isEmpty()) {
      throw wrong(line, "the list has no cut-out");
    }
    return lines;
  }

  private static Map<String, List<String>> byName(List<String> names, List<String> cells) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isBlank()) {
        values.computeIfAbsent(names.get(i), key -> new ArrayList<>()).add(cells.get(i).strip());
      }
    }
    return values;
  }

  /** The cells of the next line. */
  private List<String> cells() throws DaliException {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    int began = line;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\n') {
        line++;
      }
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (at < text.length() && text.charAt(at) == '"') {
          cell.append(c);
          at++;
        } else {
          quoted = false;
        }
      } else if (c == '"' && cell.toString().isBlank()) {
        quoted = true;
        cell.setLength(0);
      } else if (c == ',') {
        cells.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n') {
        break;
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    if (quoted) {
      throw wrong(began, "a double quote is not closed");
    }
    cells.add(cell.toString());
    return cells;
  }

  private static DaliException wrong(int line, String what) {
    return DaliException.badRequest("Line " + line + " of " + SodaRequest.LIST + ": " + what + ".");
  }
}
