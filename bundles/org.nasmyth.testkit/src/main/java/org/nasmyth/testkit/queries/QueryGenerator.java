// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit.queries;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.WrittenName;

/**
 * Random valid ADQL queries over {@link VariedTables}: joins of all kinds, sub-queries, WITH, set
 * operations, grouping, order, limits, every function of ADQL, geometry. Equal seeds give equal
 * queries. Used by one thread.
 *
 * <p>Each query's result is determined: rows are cut off only where all columns sort them, and what
 * two databases may compute with different last digits is not compared for equality.
 */
public final class QueryGenerator {

  private final Dice dice;
  private final Values values;
  private final List<Common> commons = new ArrayList<>();
  private int aliases;
  private int depth;

  /**
   * A generator.
   *
   * @param functions the user-defined functions that queries may call, in lower case
   */
  public QueryGenerator(long seed, Set<String> functions) {
    dice = new Dice(seed);
    values = new Values(dice, functions, new Nested());
  }

  /** Something to select from. */
  private record Common(String written, List<Scope.Place> columns) {}

  /** A SELECT and what its columns are. */
  private record Selected(String text, List<Kind> kinds) {}

  /** A FROM clause and what it makes visible. */
  private record From(String text, List<Scope.Place> columns) {}

  /** The next query. */
  public RandomQuery next() {
    commons.clear();
    aliases = 0;
    depth = dice.oneIn(4) ? 3 : 2;
    StringBuilder text = new StringBuilder();
    for (int i = dice.oneIn(6) ? 1 + dice.below(2) : 0; i > 0; i--) {
      Selected selected = body(null, depth - 1, null);
      String name = "w" + aliases++;
      text.append(text.isEmpty() ? "WITH " : ", ").append(name);
      text.append(" AS (").append(selected.text()).append(')');
      commons.add(new Common(name, places(selected.kinds())));
    }
    Selected selected = body(null, depth, null);
    return ordered(text.isEmpty() ? "" : text + " ", selected);
  }

  // Order and limits

  private RandomQuery ordered(String with, Selected selected) {
    List<Integer> exact =
        IntStream.range(0, selected.kinds().size())
            .filter(i -> selected.kinds().get(i).isExact())
            .boxed()
            .collect(Collectors.toCollection(ArrayList::new));
    if (exact.isEmpty() || dice.oneIn(2)) {
      return new RandomQuery(with + selected.text(), List.of());
    }
    boolean whole = exact.size() == selected.kinds().size();
    List<Integer> keys = new ArrayList<>();
    int wanted = whole ? exact.size() : 1 + dice.below(exact.size());
    while (keys.size() < wanted) {
      keys.add(exact.remove(dice.below(exact.size())));
    }
    String order =
        keys.stream()
            .map(key -> (key + 1) + dice.one("", " ASC", " DESC"))
            .collect(Collectors.joining(", ", " ORDER BY ", ""));
    String text = selected.text();
    if (whole && dice.oneIn(2) && text.startsWith("SELECT ")) {
      String top = dice.oneIn(2) ? "" : " OFFSET " + dice.below(12);
      boolean set =
          text.contains(" UNION ") || text.contains(" EXCEPT ") || text.contains(" INTERSECT ");
      if (!set) {
        text = text.replaceFirst("^SELECT (DISTINCT )?", "SELECT $1TOP " + dice.below(20) + " ");
      }
      return new RandomQuery(with + text + order + top, keys);
    }
    return new RandomQuery(with + text + order, keys);
  }

  // Bodies

  /**
   * A SELECT or a set operation.
   *
   * @param kinds what its columns are to be; null for anything
   */
  private Selected body(@Nullable Scope outer, int depth, @Nullable List<Kind> kinds) {
    if (depth > 0 && dice.oneIn(7)) {
      List<Kind> common = kinds == null ? exactKinds() : kinds;
      if (common.stream().allMatch(Kind::isExact)) {
        StringBuilder text = new StringBuilder(select(outer, depth - 1, common).text());
        for (int i = dice.below(2); i >= 0; i--) {
          text.append(' ').append(dice.one("UNION", "EXCEPT", "INTERSECT"));
          text.append(dice.oneIn(2) ? " ALL " : " ");
          text.append(select(outer, depth - 1, common).text());
        }
        return new Selected(text.toString(), common);
      }
    }
    return select(outer, depth, kinds);
  }

  private List<Kind> exactKinds() {
    return some(1, 3, () -> dice.one(List.of(Kind.WHOLE, Kind.REAL, Kind.TEXT, Kind.INSTANT)));
  }

  private List<Kind> anyKinds(Scope scope) {
    Kind truth = scope.of(Kind.TRUTH).isEmpty() ? Kind.WHOLE : Kind.TRUTH;
    return some(
        1,
        4,
        () ->
            dice.one(
                List.of(
                    Kind.WHOLE,
                    Kind.WHOLE,
                    Kind.REAL,
                    Kind.REAL,
                    Kind.ROUGH,
                    Kind.TEXT,
                    Kind.TEXT,
                    Kind.INSTANT,
                    truth,
                    Kind.HUGE,
                    Kind.POINT,
                    Kind.REGION)));
  }

  private <T> List<T> some(int least, int most, Supplier<T> maker) {
    List<T> list = new ArrayList<>();
    for (int i = least + dice.below(most - least + 1); i > 0; i--) {
      list.add(maker.get());
    }
    return list;
  }

  private Selected select(@Nullable Scope outer, int level, @Nullable List<Kind> kinds) {
    From from = from(level);
    Scope scope = new Scope(from.columns(), outer);
    if (dice.oneIn(4)) {
      return grouped(from, scope, level, kinds);
    }
    if (level == depth && kinds == null && dice.oneIn(12)) {
      String text = "SELECT * FROM " + from.text() + where(scope, level);
      return new Selected(text, from.columns().stream().map(Scope.Place::kind).toList());
    }
    List<Kind> wanted = kinds == null ? anyKinds(scope) : kinds;
    boolean distinct = wanted.stream().allMatch(Kind::isExact) && dice.oneIn(5);
    List<String> outputs = wanted.stream().map(kind -> output(kind, scope, level)).toList();
    return new Selected(
        (distinct ? "SELECT DISTINCT " : "SELECT ")
            + named(outputs)
            + " FROM "
            + from.text()
            + where(scope, level),
        wanted);
  }

  /** Outputs that are called c0, c1, … */
  private static String named(List<String> outputs) {
    return IntStream.range(0, outputs.size())
        .mapToObj(i -> outputs.get(i) + " AS c" + i)
        .collect(Collectors.joining(", "));
  }

  private String output(Kind kind, Scope scope, int level) {
    boolean centre = kind == Kind.POINT && dice.oneIn(3);
    return centre ? values.centre(scope, level) : values.of(kind, scope, level);
  }

  private String where(Scope scope, int depth) {
    return dice.oneIn(2) ? "" : " WHERE " + values.condition(scope, depth);
  }

  // Groups

  private Selected grouped(From from, Scope all, int depth, @Nullable List<Kind> kinds) {
    // An aggregate over columns of the query around would belong to that query.
    Scope scope = new Scope(from.columns(), null);
    List<Kind> wanted =
        kinds == null
            ? some(1, 4, () -> dice.one(List.of(Kind.WHOLE, Kind.REAL, Kind.TEXT, Kind.INSTANT)))
            : kinds;
    List<String> keys = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    for (Kind kind : wanted) {
      if (kind.isExact() && dice.oneIn(2)) {
        String key = values.of(kind, scope, dice.oneIn(3) ? 1 : 0);
        if (isColumn(scope, key) || (key.contains("(") && !key.contains("SELECT"))) {
          keys.add(key);
          outputs.add(key);
          continue;
        }
      }
      outputs.add(aggregate(kind, scope));
    }
    StringBuilder text = new StringBuilder("SELECT ").append(named(outputs));
    text.append(" FROM ").append(from.text()).append(where(all, depth));
    if (!keys.isEmpty()) {
      text.append(" GROUP BY ").append(String.join(", ", keys));
    }
    if (dice.oneIn(3)) {
      text.append(" HAVING ").append(aggregate(Kind.WHOLE, scope));
      text.append(dice.one(" > ", " <= ", " = ", " <> ")).append(dice.below(6));
    }
    return new Selected(text.toString(), wanted);
  }

  private static boolean isColumn(Scope scope, String text) {
    return scope.columns().stream().anyMatch(column -> column.written().equals(text));
  }

  /** A value over a group; a kind that has none is a constant. */
  private String aggregate(Kind kind, Scope scope) {
    String distinct = dice.oneIn(4) ? "DISTINCT " : "";
    Kind counted = dice.one(List.of(Kind.WHOLE, Kind.REAL, Kind.TEXT, Kind.INSTANT, Kind.TRUTH));
    return switch (kind) {
      case WHOLE ->
          dice.made(
              () -> "COUNT(*)",
              () -> "COUNT(" + distinct + values.of(counted, scope, 1) + ")",
              () -> "SUM(" + distinct + values.of(Kind.WHOLE, scope, 1) + ")",
              () -> dice.one("MIN", "MAX") + "(" + values.of(Kind.WHOLE, scope, 1) + ")");
      case REAL ->
          dice.made(
              () -> dice.one("MIN", "MAX") + "(" + values.of(Kind.REAL, scope, 1) + ")",
              () -> dice.one("SUM", "AVG") + "(" + distinct + summable(scope) + ")");
      case TEXT, INSTANT, HUGE -> dice.one("MIN", "MAX") + "(" + values.of(kind, scope, 1) + ")";
      case ROUGH -> "AVG(" + distinct + values.of(Kind.WHOLE, scope, 1) + ")";
      case TRUTH, POINT, REGION, ARRAY -> values.of(kind, new Scope(List.of(), null), 0);
    };
  }

  /** A number that sums exactly, in whatever order. */
  private String summable(Scope scope) {
    List<String> columns =
        scope.of(Kind.REAL).stream().filter(column -> column.matches("(\\w+\\.)?(d|f)")).toList();
    return columns.isEmpty() ? "0.5" : dice.one(columns) + dice.one("", " + 1.5", " * 2");
  }

  // Sources

  private From from(int depth) {
    From from = source(depth);
    for (int i = dice.oneIn(3) ? 1 + dice.below(2) : 0; i > 0; i--) {
      from = joined(from, source(depth - 1), i == 1);
    }
    return from;
  }

  private From joined(From left, From right, boolean last) {
    List<Scope.Place> columns = new ArrayList<>(left.columns());
    columns.addAll(right.columns());
    Kind kind = dice.one(List.of(Kind.WHOLE, Kind.TEXT, Kind.REAL, Kind.INSTANT));
    List<String> mine = new Scope(left.columns(), null).of(kind);
    List<String> other = new Scope(right.columns(), null).of(kind);
    if (mine.isEmpty() || other.isEmpty()) {
      boolean large = !last || left.text().contains(" JOIN ");
      if (large) {
        return left;
      }
      return dice.oneIn(2)
          ? new From(left.text() + ", " + right.text(), columns)
          : new From(left.text() + " JOIN " + right.text() + " ON 1 = 1", columns);
    }
    String type = dice.one("", "INNER ", "LEFT ", "LEFT OUTER ", "RIGHT ", "FULL ", "FULL OUTER ");
    String condition = dice.one(mine) + " = " + dice.one(other);
    if (!type.startsWith("FULL") && dice.oneIn(3)) {
      condition += " AND " + values.condition(new Scope(columns, null), 1);
    }
    return new From(
        left.text() + " " + type + "JOIN " + right.text() + " ON " + condition, columns);
  }

  private From source(int depth) {
    String alias = "t" + aliases++;
    if (!commons.isEmpty() && dice.oneIn(2)) {
      Common common = dice.one(commons);
      return new From(common.written() + " AS " + alias, of(alias, common.columns()));
    }
    if (depth > 1 && dice.oneIn(5)) {
      Selected selected = body(null, depth - 2, null);
      return new From("(" + selected.text() + ") AS " + alias, of(alias, places(selected.kinds())));
    }
    if (depth > 0 && dice.oneIn(8)) {
      return merged(alias);
    }
    Table table = dice.one(VariedTables.tables());
    List<Scope.Place> places =
        table.columns().stream()
            .map(
                column ->
                    new Scope.Place(
                        WrittenName.of(column.name()), Kind.of(column.name(), column.type())))
            .toList();
    return new From(table.name() + dice.one(" AS ", " ") + alias, of(alias, places));
  }

  /** A join that merges columns of one name. */
  private From merged(String alias) {
    String type = dice.one("", "LEFT ", "RIGHT ", "FULL ");
    String left = "SELECT n, name, d FROM varied.stars";
    String right =
        dice.one("SELECT n, flag FROM varied.words", "SELECT name, n FROM varied.visits");
    String join =
        dice.made(
            () -> "a NATURAL " + type + "JOIN (" + right + ") AS b",
            () -> "a " + type + "JOIN (" + right + ") AS b USING (n)");
    String text = "(SELECT n AS c0, d AS c1 FROM (" + left + ") AS " + join + ") AS " + alias;
    return new From(
        text,
        of(alias, List.of(new Scope.Place("c0", Kind.WHOLE), new Scope.Place("c1", Kind.REAL))));
  }

  private static List<Scope.Place> of(String alias, List<Scope.Place> places) {
    return places.stream()
        .map(place -> new Scope.Place(alias + "." + place.written(), place.kind()))
        .toList();
  }

  private static List<Scope.Place> places(List<Kind> kinds) {
    return IntStream.range(0, kinds.size())
        .mapToObj(i -> new Scope.Place("c" + i, kinds.get(i)))
        .toList();
  }

  /** Queries in expressions. */
  private final class Nested implements Values.SubQueries {

    @Override
    public String column(Kind kind, Scope outer, int depth) {
      return body(outer, Math.min(depth, 1), List.of(kind)).text();
    }

    @Override
    public String any(Scope outer, int depth) {
      return body(outer, Math.min(depth, 1), null).text();
    }
  }
}
