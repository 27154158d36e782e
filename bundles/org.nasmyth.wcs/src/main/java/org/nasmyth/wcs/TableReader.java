// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nasmyth.wcs.tabular.CoordinateTable;

/**
 * Axes of the algorithm TAB: which share a table, and where its arrays are, Paper III section 6.
 */
final class TableReader {
  /** What makes axes share a table. */
  private record Place(String extension, int version, int level, String column) {}

  private final CardReader cards;
  private final Tables tables;

  TableReader(CardReader cards, Tables tables) {
    this.cards = cards;
    this.tables = tables;
  }

  /**
   * Reads the tables of axes.
   *
   * @param axes the axes, from 0
   * @param references CRVALi by axis, in units of the header
   * @param factors of the units, by axis
   * @return the transforms
   */
  List<AxisTransform> read(List<Integer> axes, double[] references, double[] factors) {
    Map<Place, TreeMap<Integer, Integer>> groups = new LinkedHashMap<>();
    for (int axis : axes) {
      int number = axis + 1;
      String extension = required("PS" + number + "_0");
      String column = required("PS" + number + "_1");
      int version = cards.whole(cards.key("PV" + number + "_1")).orElse(1);
      int level = cards.whole(cards.key("PV" + number + "_2")).orElse(1);
      int dimension = cards.whole(cards.key("PV" + number + "_3")).orElse(1);
      TreeMap<Integer, Integer> group =
          groups.computeIfAbsent(
              new Place(extension, version, level, column), place -> new TreeMap<>());
      if (group.put(dimension, axis) != null) {
        throw new WcsException(
            cards.key("PV" + number + "_3")
                + " = "
                + dimension
                + " is claimed by two axes of one table.");
      }
    }
    List<AxisTransform> transforms = new ArrayList<>();
    groups.forEach((place, group) -> transforms.add(transform(place, group, references, factors)));
    return transforms;
  }

  private String required(String root) {
    String keyword = cards.key(root);
    String text = cards.text(keyword);
    if (text == null) {
      throw new WcsException(keyword + " is missing, and the algorithm TAB needs it.");
    }
    return text;
  }

  private AxisTransform transform(
      Place place, SortedMap<Integer, Integer> group, double[] references, double[] factors) {
    int dimensions = group.size();
    if (group.firstKey() != 1 || group.lastKey() != dimensions) {
      throw new WcsException(
          "The axes of table "
              + place.extension()
              + " claim its dimensions "
              + group.keySet()
              + ", which are not 1 to "
              + dimensions
              + ".");
    }
    TableArray array = array(place, place.column());
    int[] shape = array.shape();
    if (shape.length == 1 && dimensions == 1) {
      shape = new int[] {1, shape[0]};
    }
    if (shape.length != dimensions + 1 || shape[0] != dimensions) {
      throw new WcsException(
          "Column "
              + place.column()
              + " of table "
              + place.extension()
              + " has the shape "
              + Arrays.toString(shape)
              + ", which does not suit "
              + dimensions
              + " axes.");
    }
    int[] lengths = Arrays.copyOfRange(shape, 1, shape.length);
    int[] axes = new int[dimensions];
    double[] groupReferences = new double[dimensions];
    double[] groupFactors = new double[dimensions];
    double[] @Nullable [] indexes = new double[dimensions][];
    List<Integer> ordered = List.copyOf(group.values());
    for (int m = 0; m < dimensions; m++) {
      int axis = ordered.get(m);
      axes[m] = axis;
      groupReferences[m] = references[axis];
      groupFactors[m] = factors[axis];
      String column = cards.text(cards.key("PS" + (axis + 1) + "_2"));
      indexes[m] = column == null ? null : array(place, column).values();
    }
    try {
      return new TabularAxes(
          axes,
          groupReferences,
          groupFactors,
          new CoordinateTable(lengths, array.values(), indexes));
    } catch (IllegalArgumentException e) {
      throw new WcsException(
          "Table " + place.extension() + ", column " + place.column() + ": " + e.getMessage() + ".",
          e);
    }
  }

  private TableArray array(Place place, String column) {
    return tables
        .array(place.extension(), place.version(), place.level(), column)
        .orElseThrow(
            () ->
                new WcsException(
                    "Column "
                        + column
                        + " of table "
                        + place.extension()
                        + " (EXTVER "
                        + place.version()
                        + ", EXTLEVEL "
                        + place.level()
                        + ") is missing, where coordinates are to be looked up."));
  }
}
