// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.query;

import java.util.List;
import java.util.OptionalLong;
import org.nasmyth.api.metadata.Field;

/**
 * A bound query: every name is resolved, every expression typed, {@code *} expanded, joins by USING
 * and NATURAL lowered to conditions. It holds no text of the user's but the values of {@link
 * Expression.Constant}s, which a database plugin passes as parameters, never as SQL.
 *
 * <p>Immutable. Equal trees mean the same query.
 *
 * @param with common tables, each visible to the later ones and to the body; usually empty
 * @param body what is selected
 * @param orderBy sort keys, the first is the most significant; empty for any order. NULLs sort last
 *     in ascending and first in descending order, on every database.
 * @param limit the most rows that TOP lets through; empty for no such limit
 * @param offset rows to leave out first; 0 for none
 */
public record Query(
    List<CommonTable> with,
    QueryBody body,
    List<Ordering> orderBy,
    OptionalLong limit,
    long offset) {

  /** Copies the lists. */
  public Query {
    with = List.copyOf(with);
    orderBy = List.copyOf(orderBy);
  }

  /** A query that is nothing but its body. */
  public static Query of(QueryBody body) {
    return new Query(List.of(), body, List.of(), OptionalLong.empty(), 0);
  }

  /** What the query delivers, column by column. Names are unique, ignoring case. */
  public List<Field> fields() {
    return body.fields();
  }

  /**
   * A named query of a WITH clause (ADQL 2.1, section 4.1.5).
   *
   * @param id unique within the whole statement; {@link Source.CommonSource} refers to it
   * @param query what it stands for; it may refer to common tables declared before it
   */
  public record CommonTable(int id, Query query) {}

  /**
   * A sort key.
   *
   * @param key an output column by position, or an expression over the sources of the {@link
   *     QueryBody.Select} that is sorted (set operations sort by output only)
   * @param descending from the largest to the smallest
   */
  public record Ordering(SortKey key, boolean descending) {}

  /** What to sort by. */
  public sealed interface SortKey {

    /**
     * A column of the result.
     *
     * @param index its position, counted from 0
     */
    record OutputColumn(int index) implements SortKey {}

    /** A value computed from the sources, which need not be among the outputs. */
    record Computed(Expression value) implements SortKey {}
  }
}
