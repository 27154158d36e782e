// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit.queries;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Field;

/** What a service answers to a query. */
public sealed interface Answer {

  /**
   * Rows.
   *
   * @param fields the columns
   * @param rows their values in the classes that their types say
   */
  record Rows(List<Field> fields, List<List<@Nullable Object>> rows) implements Answer {
    /** Copies the lists. */
    public Rows {
      fields = List.copyOf(fields);
      rows = List.copyOf(rows);
    }
  }

  /**
   * A refusal, before the first row or after it.
   *
   * @param message for the user
   */
  record Refused(String message) implements Answer {}

  /**
   * How another service's answer to the same query differs from this one, in words; empty if it
   * does not. Rows may come in any order but for the columns that they are sorted by; numbers may
   * differ by 1E-12 of their size, and coordinates of geometries by 1E-10 degrees; where one
   * refuses both have to.
   */
  default String differenceFrom(Answer other, RandomQuery query) {
    if (this instanceof Refused && other instanceof Refused) {
      return "";
    }
    if (!(this instanceof Rows mine) || !(other instanceof Rows theirs)) {
      return "one answers " + shown() + ", the other " + other.shown();
    }
    if (!mine.fields().equals(theirs.fields())) {
      return "columns " + mine.fields() + " and " + theirs.fields();
    }
    if (mine.rows().size() != theirs.rows().size()) {
      return mine.rows().size() + " and " + theirs.rows().size() + " rows";
    }
    for (int row = 0; row < mine.rows().size(); row++) {
      for (int key : query.sortedBy()) {
        Object value = mine.rows().get(row).get(key);
        Object otherValue = theirs.rows().get(row).get(key);
        if (!Closeness.ofValues(value, otherValue)) {
          return "row " + row + " is sorted at " + value + " and at " + otherValue;
        }
      }
    }
    if (Closeness.ofAll(mine.rows(), theirs.rows())) {
      return "";
    }
    List<List<@Nullable Object>> open = new ArrayList<>(theirs.rows());
    for (List<@Nullable Object> row : mine.rows()) {
      if (!removeOne(open, row)) {
        return "only one has the row "
            + Closeness.shown(row)
            + "; the other has, among others, "
            + Closeness.shown(open.get(0));
      }
    }
    return "";
  }

  private static boolean removeOne(
      List<List<@Nullable Object>> rows, List<@Nullable Object> wanted) {
    for (int i = 0; i < rows.size(); i++) {
      if (Closeness.ofRows(rows.get(i), wanted)) {
        rows.remove(i);
        return true;
      }
    }
    return false;
  }

  private String shown() {
    return this instanceof Refused refused
        ? "'" + refused.message() + "'"
        : ((Rows) this).rows().size() + " rows";
  }
}
