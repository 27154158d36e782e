// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The sources of the SELECT that is being written, and of those around it. An aggregate over
 * nothing but columns of a query around belongs, by SQL's rules, to that query; in the bound tree
 * it belongs where it stands. Used by one thread.
 */
public final class OwnSources {

  private static final Pattern COLUMN = Pattern.compile("\\bt\\d+\\.");

  private final Deque<List<String>> selects = new ArrayDeque<>();

  /**
   * A SELECT begins.
   *
   * @param aliases of its sources, each a {@code t} with a number
   */
  public void begin(List<String> aliases) {
    selects.push(List.copyOf(aliases));
  }

  /** The SELECT that has begun last is written. */
  public void end() {
    selects.pop();
  }

  /**
   * What to write behind an aggregate to keep it where it stands: a filter that lets all rows
   * through, or nothing.
   *
   * @param argument the aggregate's argument in SQL
   */
  public String filter(String argument) {
    List<String> own = selects.isEmpty() ? List.of() : selects.peek();
    boolean foreign =
        COLUMN.matcher(argument).find()
            && own.stream().noneMatch(alias -> argument.contains(alias + "."));
    return foreign && !own.isEmpty() ? " FILTER (WHERE " + own.get(0) + " IS NULL OR TRUE)" : "";
  }
}
