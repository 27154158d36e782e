// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;

/** Sources that are joined, in SQL. */
public final class Sources {

  private Sources() {}

  /** The sources that have names, within joins too. */
  public static List<Source.Named> named(Source source) {
    List<Source.Named> named = new ArrayList<>();
    List<Source> open = new ArrayList<>(List.of(source));
    while (!open.isEmpty()) {
      Source next = open.remove(open.size() - 1);
      if (next instanceof Source.Join join) {
        open.add(join.left());
        open.add(join.right());
      } else {
        named.add((Source.Named) next);
      }
    }
    return named;
  }

  /**
   * A join, without recursion along its left side, where joins of many tables are deep.
   *
   * @param side writes what is joined, another join too
   * @param condition writes a condition
   */
  public static String joined(
      Source.Join join, Function<Source, String> side, Function<Expression, String> condition) {
    List<Source.Join> chain = new ArrayList<>();
    Source leftmost = join;
    while (leftmost instanceof Source.Join next) {
      chain.add(next);
      leftmost = next.left();
    }
    StringBuilder sql = new StringBuilder(side.apply(leftmost));
    for (int i = chain.size() - 1; i >= 0; i--) {
      Source.Join next = chain.get(i);
      Expression on = next.condition();
      boolean crossed = on == null && next.kind() == Source.Join.Kind.INNER;
      sql.append(' ').append(crossed ? "CROSS" : next.kind()).append(" JOIN ");
      boolean nested = next.right() instanceof Source.Join;
      sql.append(nested ? "(" : "").append(side.apply(next.right())).append(nested ? ")" : "");
      if (!crossed) {
        sql.append(" ON ").append(on == null ? "TRUE" : condition.apply(on));
      }
    }
    return sql.toString();
  }
}
