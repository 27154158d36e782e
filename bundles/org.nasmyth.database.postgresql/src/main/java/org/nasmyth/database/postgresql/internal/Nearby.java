// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nasmyth.sphere.SkyCell;

/**
 * Cells around each position of an uploaded table that hold all within a radius of it, in hidden
 * columns: where the leaves of each begin. With them a table that has an index over its cells is
 * searched for partners, which the latitude alone would find only among many others.
 */
enum Nearby {
  /** As far apart as two measurements of one star. */
  SECONDS(5 / 3600.0),
  /** As far apart as a star and a source without an exact position. */
  MINUTE(1 / 60.0);

  /** At a corner of the sky's cube there are three, and one of them twice. */
  private static final int CELLS = 4;

  private final double radius;
  private final int level;

  Nearby(double radius) {
    this.radius = radius;
    this.level = SkyCell.levelFor(radius) - 1;
  }

  /** The cells to search for partners within a radius in degrees; empty if it is too large. */
  static Optional<Nearby> within(double radius) {
    return Stream.of(values()).filter(nearby -> radius <= nearby.radius).findFirst();
  }

  /** The hidden columns of all, each after a comma. */
  static String definition() {
    return Stream.of(values())
        .flatMap(nearby -> nearby.columns().stream())
        .map(column -> ", " + column + " bigint")
        .collect(Collectors.joining());
  }

  /** Adds the hidden values of a row whose position is a direction, each after a tabulator. */
  static void append(double longitude, double latitude, StringBuilder out) {
    for (Nearby nearby : values()) {
      List<SkyCell> cells = SkyCell.around(longitude, latitude, nearby.level);
      for (int i = 0; i < CELLS; i++) {
        out.append('\t').append(cells.get(i % cells.size()).leaves().low());
      }
    }
  }

  /** Adds the hidden values of a row without a direction. */
  static void appendNone(StringBuilder out) {
    out.append("\t\\N".repeat(values().length * CELLS));
  }

  /**
   * The condition that a cell is one of those around a row.
   *
   * @param cell the column with leaf cells of the table that is searched
   * @param given the uploaded table
   */
  String condition(String cell, Scope given) {
    long last = 2 * SkyCell.lowestBit(level) - 2;
    return columns().stream()
        .map(given::hidden)
        .map(low -> cell + " BETWEEN " + low + " AND " + low + " + " + last)
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private List<String> columns() {
    String prefix = "_nasmyth_near_" + name().toLowerCase(Locale.ROOT) + "_";
    return IntStream.range(0, CELLS).mapToObj(i -> prefix + i).toList();
  }
}
