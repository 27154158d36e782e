// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a statement, and which of them are asked for while a part of it is written. Used
 * by one thread.
 *
 * @param <S> what a plugin knows of a source
 */
public final class Scopes<S> {

  private final Map<Integer, S> declared = new HashMap<>();
  private final Deque<List<Integer>> selects = new ArrayDeque<>();
  private Set<Integer> asked = new HashSet<>();
  private Set<Integer> inside = new HashSet<>();

  /**
   * A part of a statement.
   *
   * @param sql the text
   * @param sources the sources that were asked for to write it, without those of queries inside it
   */
  public record Part(String sql, Set<Integer> sources) {}

  /** The name of a source in SQL. */
  public static String alias(int source) {
    return "t" + source;
  }

  /** Makes a source known. */
  public void declare(int source, S scope) {
    declared.put(source, scope);
    inside.add(source);
  }

  /** A source, which is noted as asked for; null if none of that number has been declared. */
  public @Nullable S find(int source) {
    asked.add(source);
    return declared.get(source);
  }

  /**
   * A source, which is noted as asked for.
   *
   * @throws IllegalArgumentException if none of that number has been declared
   */
  public S get(int source) {
    S scope = find(source);
    if (scope == null) {
      throw new IllegalArgumentException("No source has the id " + source + ".");
    }
    return scope;
  }

  /** Writes a part. */
  public Part part(Supplier<String> writing) {
    Set<Integer> askedAround = asked;
    Set<Integer> insideAround = inside;
    asked = new HashSet<>();
    inside = new HashSet<>();
    String sql = writing.get();
    Set<Integer> sources = new HashSet<>(asked);
    sources.removeAll(inside);
    askedAround.addAll(asked);
    insideAround.addAll(inside);
    asked = askedAround;
    inside = insideAround;
    return new Part(sql, Collections.unmodifiableSet(sources));
  }

  /** A SELECT from some sources begins. */
  public void beginSelect(List<Integer> sources) {
    selects.push(List.copyOf(sources));
  }

  /** The SELECT that has begun last is written. */
  public void endSelect() {
    selects.pop();
  }

  /**
   * What to write behind an aggregate to keep it where it stands: a filter that lets all rows
   * through, or nothing. An aggregate over nothing but columns of a query around belongs, by SQL's
   * rules, to that query; in the bound tree it belongs where it stands.
   */
  public String keeping(Part argument) {
    List<Integer> own = selects.isEmpty() ? List.of() : selects.peek();
    boolean foreign =
        !argument.sources().isEmpty() && own.stream().noneMatch(argument.sources()::contains);
    return foreign && !own.isEmpty()
        ? " FILTER (WHERE " + alias(own.get(0)) + " IS NULL OR TRUE)"
        : "";
  }
}
