// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit.queries;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Random values and conditions. Numbers stay so small that no whole number overflows, and numbers
 * whose last digits depend on the database are never grouped, sorted, rounded or compared with
 * anything that they could equal. Used by one thread.
 */
final class Values {

  private static final List<String> TEXTS =
      List.of(
          "''",
          "'Rigel'",
          "'rigel'",
          "'vega '",
          "'50%'",
          "'O''Neill'",
          "'straße'",
          "'Ünder'",
          "'%e%'",
          "'_i%'",
          "'10'",
          "'z'");
  private static final List<String> PATTERNS =
      List.of("'%'", "'R%'", "'%e'", "'_igel'", "'%\\%'", "'a_b'", "'%ß%'", "'ü%'", "''", "'50%'");
  private static final List<String> INSTANTS =
      List.of(
          "'2020'",
          "'2020-01-01'",
          "'2020-01-01T10:11:12.123456'",
          "'1970-01-01 00:00:00'",
          "'2021-06-30T23:59:59.12Z'",
          "'1858-11-17T00:00:00'");
  private static final List<String> SYSTEMS = List.of("", "'ICRS', ", "'GALACTIC', ", "'FK5', ");

  private final Dice dice;
  private final Set<String> functions;
  private final SubQueries queries;

  /** What makes queries that stand in expressions. */
  interface SubQueries {

    /** A query with one column of a kind and any number of rows. */
    String column(Kind kind, Scope outer, int depth);

    /** A query with any columns. */
    String any(Scope outer, int depth);
  }

  Values(Dice dice, Set<String> functions, SubQueries queries) {
    this.dice = dice;
    this.functions = functions;
    this.queries = queries;
  }

  /** A value of a kind. */
  String of(Kind kind, Scope scope, int depth) {
    boolean nothing = kind == Kind.TRUTH && scope.of(kind).isEmpty();
    if (depth <= 0 || nothing || dice.oneIn(3)) {
      return leaf(kind, scope);
    }
    return switch (kind) {
      case WHOLE -> whole(scope, depth - 1);
      case REAL -> real(scope, depth - 1);
      case ROUGH -> rough(scope, depth - 1);
      case TEXT -> text(scope, depth - 1);
      case INSTANT -> instant(scope, depth - 1);
      case HUGE, TRUTH -> either(kind, scope, depth - 1);
      case POINT -> point(scope, depth - 1);
      case REGION -> region(scope, depth - 1);
      case ARRAY -> leaf(kind, scope);
    };
  }

  private String leaf(Kind kind, Scope scope) {
    List<String> columns = scope.of(kind);
    if (!columns.isEmpty() && !dice.oneIn(6)) {
      return dice.one(columns);
    }
    return switch (kind) {
      case WHOLE -> Integer.toString(dice.below(25) - 8);
      case HUGE -> dice.one("9223372036854775807", "-9223372036854775807", "4294967296", "0");
      case REAL -> dice.made(() -> (dice.below(400) - 200) / 8.0 + "", () -> "2.5e1", () -> ".5");
      case ROUGH -> "PI()";
      case TEXT -> dice.one(TEXTS);
      case INSTANT -> "CAST(" + dice.one(INSTANTS.subList(1, INSTANTS.size())) + " AS TIMESTAMP)";
      case TRUTH, ARRAY -> "NULL";
      case POINT -> "POINT(" + dice.one(SYSTEMS) + degrees(360) + ", " + degrees(40) + ")";
      case REGION -> constantRegion();
    };
  }

  private String degrees(int limit) {
    return Double.toString(Math.abs(Double.parseDouble(dice.odd(limit))));
  }

  private String constantRegion() {
    return dice.made(
        () ->
            "CIRCLE("
                + dice.one(SYSTEMS)
                + degrees(20)
                + ", "
                + degrees(30)
                + ", "
                + degrees(15)
                + ")",
        () ->
            "BOX(" + degrees(20) + ", " + degrees(30) + ", " + degrees(9) + ", " + degrees(9) + ")",
        () -> "POLYGON(5.13, 15.27, 15.31, 15.11, 16.7, 24.9, 4.2, 25.3)",
        () -> "REGION('UNION ICRS (CIRCLE ICRS 10.3 20.1 2.2 POLYGON ICRS 30 -45 42 -45 38 -35)')");
  }

  // What every kind has

  private String either(Kind kind, Scope scope, int depth) {
    return dice.made(
        () -> "COALESCE(" + of(kind, scope, depth) + ", " + of(kind, scope, depth) + ")",
        () -> kind.isExact() ? call("NULLIF", scope, depth, kind, kind) : leaf(kind, scope),
        () -> choice(kind, scope, depth));
  }

  private String choice(Kind kind, Scope scope, int depth) {
    StringBuilder text = new StringBuilder("CASE");
    Kind subject = dice.one(List.of(Kind.WHOLE, Kind.TEXT));
    boolean simple = dice.oneIn(3);
    if (simple) {
      text.append(' ').append(of(subject, scope, depth));
    }
    for (int i = 0; i <= dice.below(2); i++) {
      text.append(" WHEN ");
      text.append(simple ? of(subject, scope, depth) : condition(scope, depth));
      text.append(" THEN ").append(of(kind, scope, depth));
    }
    if (!dice.oneIn(3)) {
      text.append(" ELSE ").append(of(kind, scope, depth));
    }
    return text.append(" END").toString();
  }

  private String call(String name, Scope scope, int depth, Kind... kinds) {
    List<String> arguments = new ArrayList<>();
    for (Kind kind : kinds) {
      arguments.add(of(kind, scope, depth));
    }
    return name + "(" + String.join(", ", arguments) + ")";
  }

  /** A call of a user-defined function where there is one of that name, else something else. */
  private String offered(String name, Scope scope, int depth, Kind result, Kind... kinds) {
    return functions.contains(name)
        ? call(name, scope, depth, kinds)
        : either(result, scope, depth);
  }

  // Numbers

  private String whole(Scope s, int d) {
    return dice.made(
        () -> "(" + of(Kind.WHOLE, s, d) + dice.one(" + ", " - ") + of(Kind.WHOLE, s, d) + ")",
        () -> "(" + leaf(Kind.WHOLE, s) + " * " + leaf(Kind.WHOLE, s) + ")",
        () -> "(" + of(Kind.WHOLE, s, d) + " / " + of(Kind.WHOLE, s, d) + ")",
        () -> call("MOD", s, d, Kind.WHOLE, Kind.WHOLE),
        () -> call(dice.one("ABS", "FLOOR", "CEILING", "ROUND", "TRUNCATE"), s, d, Kind.WHOLE),
        () -> "-" + leaf(Kind.WHOLE, s).replaceFirst("^-", ""),
        () -> "CAST(" + smallReal(s) + " AS " + dice.one("INTEGER", "BIGINT", "SMALLINT") + ")",
        () -> "CAST(" + of(Kind.WHOLE, s, d) + " AS " + dice.one("INTEGER", "BIGINT") + ")",
        () -> "CAST('" + dice.one("7", "-12", " 3 ", "+4") + "' AS INTEGER)",
        () -> "CAST(" + of(Kind.TRUTH, s, d) + " AS INTEGER)",
        () -> dice.one("CONTAINS(", "INTERSECTS(") + pair(s, d) + ")",
        () -> "CASE WHEN " + condition(s, d) + " THEN 1 ELSE 0 END",
        () -> offered("ivo_hasword", s, d, Kind.WHOLE, Kind.TEXT, Kind.TEXT),
        () -> offered("ivo_nocasematch", s, d, Kind.WHOLE, Kind.TEXT, Kind.TEXT),
        () -> offered("ivo_hashlist_has", s, d, Kind.WHOLE, Kind.TEXT, Kind.TEXT),
        () -> either(Kind.WHOLE, s, d));
  }

  private String smallReal(Scope s) {
    return dice.made(() -> leaf(Kind.REAL, s), () -> leaf(Kind.REAL, s) + " * 0.5");
  }

  private String real(Scope s, int d) {
    return dice.made(
        () ->
            "("
                + of(Kind.REAL, s, d)
                + dice.one(" + ", " - ", " * ", " / ")
                + of(Kind.REAL, s, d)
                + ")",
        () ->
            "("
                + of(Kind.WHOLE, s, d)
                + dice.one(" + ", " - ", " * ", " / ")
                + leaf(Kind.REAL, s)
                + ")",
        () -> call("MOD", s, d, Kind.REAL, Kind.REAL),
        () -> call("SQRT", s, d, Kind.REAL),
        () -> call(dice.one("ABS", "FLOOR", "CEILING", "ROUND", "TRUNCATE"), s, d, Kind.REAL),
        () ->
            dice.one("ROUND", "TRUNCATE")
                + "("
                + leaf(Kind.REAL, s)
                + ", "
                + (dice.below(6) - 2)
                + ")",
        () -> "-" + leaf(Kind.REAL, s).replaceFirst("^-", ""),
        () -> "CAST(" + of(Kind.WHOLE, s, d) + " AS " + dice.one("DOUBLE PRECISION", "REAL") + ")",
        () -> "CAST(" + leaf(Kind.REAL, s) + " AS " + dice.one("DOUBLE PRECISION", "REAL") + ")",
        () -> "CAST('" + dice.one("1.5", "-2e3", " .25 ", "7") + "' AS DOUBLE PRECISION)",
        () -> either(Kind.REAL, s, d));
  }

  private String rough(Scope s, int d) {
    Kind number = dice.one(List.of(Kind.REAL, Kind.WHOLE));
    return dice.made(
        () -> call(dice.one("SIN", "COS", "TAN", "COT", "ATAN"), s, d, number),
        () -> call(dice.one("ACOS", "ASIN", "LOG", "LOG10", "SQRT"), s, d, number),
        () -> call(dice.one("EXP", "DEGREES", "RADIANS"), s, d, number),
        () -> call(dice.one("POWER", "ATAN2"), s, d, number, Kind.WHOLE),
        () -> "POWER(" + of(number, s, d) + ", " + dice.one("0", "0.5", "-1", "-0.5", "2") + ")",
        () -> "(" + leaf(Kind.ROUGH, s) + dice.one(" * ", " / ") + leaf(number, s) + ")",
        () -> "ABS(" + of(Kind.ROUGH, s, d) + ")",
        () -> call("DISTANCE", s, d, Kind.POINT, Kind.POINT),
        () -> call("AREA", s, d, Kind.REGION),
        () -> dice.one("COORD1", "COORD2") + "(" + leaf(Kind.POINT, s) + ")",
        () -> offered("ivo_to_jd", s, d, Kind.ROUGH, Kind.INSTANT),
        () -> offered("ivo_to_mjd", s, d, Kind.ROUGH, Kind.INSTANT),
        () -> either(Kind.ROUGH, s, d));
  }

  // Texts and instants

  private String text(Scope s, int d) {
    return dice.made(
        () -> "(" + of(Kind.TEXT, s, d) + " || " + of(Kind.TEXT, s, d) + ")",
        () -> call(dice.one("LOWER", "UPPER"), s, d, Kind.TEXT),
        () -> "CAST(" + of(Kind.WHOLE, s, d) + " AS VARCHAR)",
        () -> "CAST(" + of(Kind.REAL, s, d) + " AS VARCHAR)",
        () -> "CAST(" + of(Kind.HUGE, s, d) + " AS VARCHAR)",
        () -> "CAST(" + of(Kind.TRUTH, s, d) + " AS VARCHAR)",
        () -> "CAST(" + of(Kind.INSTANT, s, d) + " AS VARCHAR)",
        () ->
            "CAST("
                + of(Kind.TEXT, s, d)
                + " AS "
                + dice.one("VARCHAR(3)", "CHAR(2)", "CHAR")
                + ")",
        () ->
            functions.contains("eso_substring")
                ? "ESO_SUBSTRING(" + of(Kind.TEXT, s, d) + ", " + (dice.below(6) - 1) + ", 3)"
                : either(Kind.TEXT, s, d),
        () -> either(Kind.TEXT, s, d));
  }

  private String instant(Scope s, int d) {
    return dice.made(
        () ->
            functions.contains("eso_dateadd_sec")
                ? "ESO_DATEADD_SEC(CAST("
                    + of(Kind.WHOLE, s, d)
                    + " AS INTEGER), "
                    + of(Kind.INSTANT, s, d)
                    + ")"
                : leaf(Kind.INSTANT, s),
        () -> either(Kind.INSTANT, s, d));
  }

  // Geometry

  private String point(Scope s, int d) {
    return dice.made(
        () -> leaf(Kind.POINT, s),
        () -> "POINT(" + dice.one(SYSTEMS) + longitude(s) + ", " + latitude(s) + ")",
        () -> "CASE WHEN " + condition(s, d) + " THEN " + leaf(Kind.POINT, s) + " END");
  }

  /** A point whose coordinates are computed with fewer digits than other numbers. */
  String centre(Scope s, int d) {
    return "CENTROID(" + of(Kind.REGION, s, d) + ")";
  }

  private String longitude(Scope s) {
    return named(s, "ra", "east").apply(degrees(360));
  }

  private String latitude(Scope s) {
    return named(s, "dec", "north").apply(degrees(60));
  }

  private Function<String, String> named(Scope s, String... names) {
    List<String> found = new ArrayList<>();
    for (Scope.Place place : s.columns()) {
      for (String name : names) {
        if (place.written().equals(name) || place.written().endsWith("." + name)) {
          found.add(place.written());
        }
      }
    }
    return otherwise -> found.isEmpty() || dice.oneIn(5) ? otherwise : dice.one(found);
  }

  private String region(Scope s, int d) {
    return dice.made(
        () -> leaf(Kind.REGION, s),
        () -> leaf(Kind.REGION, s),
        () -> "CIRCLE(" + of(Kind.POINT, s, d) + ", " + degrees(12) + ")",
        () -> "CIRCLE(" + longitude(s) + ", " + latitude(s) + ", 1.731)");
  }

  private String shape(Scope s, int d) {
    return of(dice.one(List.of(Kind.REGION, Kind.REGION, Kind.POINT)), s, d);
  }

  private String pair(Scope s, int d) {
    return shape(s, d) + ", " + of(Kind.REGION, s, d);
  }

  // Conditions

  /** A condition. */
  String condition(Scope s, int d) {
    if (d <= 0) {
      return comparison(s, 0);
    }
    int deeper = d - 1;
    return dice.made(
        () -> comparison(s, deeper),
        () -> comparison(s, deeper),
        () -> "(" + condition(s, deeper) + dice.one(" AND ", " OR ") + condition(s, deeper) + ")",
        () -> "NOT (" + condition(s, deeper) + ")",
        () -> test(s, deeper),
        () -> like(s, deeper),
        () -> geometry(s, deeper),
        () -> {
          Kind kind = exact();
          return of(kind, s, deeper) + not() + " IN (" + queries.column(kind, s, deeper) + ")";
        },
        () -> not().strip() + " EXISTS (" + queries.any(s, deeper) + ")");
  }

  private String not() {
    return dice.oneIn(3) ? " NOT" : "";
  }

  private Kind exact() {
    return dice.one(
        List.of(Kind.WHOLE, Kind.WHOLE, Kind.REAL, Kind.TEXT, Kind.TEXT, Kind.INSTANT, Kind.HUGE));
  }

  private String comparison(Scope s, int d) {
    String operator = dice.one(" = ", " <> ", " < ", " <= ", " > ", " >= ", " != ");
    return dice.made(
        () -> {
          Kind kind = exact();
          return of(kind, s, d) + operator + of(kind, s, d);
        },
        () -> of(Kind.WHOLE, s, d) + operator + of(Kind.REAL, s, d),
        () -> of(Kind.WHOLE, s, d) + operator + of(Kind.HUGE, s, d),
        () -> of(Kind.REAL, s, d) + operator + of(Kind.HUGE, s, d),
        () -> of(Kind.INSTANT, s, d) + operator + dice.one(INSTANTS),
        () -> of(Kind.ROUGH, s, d) + dice.one(" < ", " > ") + dice.odd(10),
        () -> of(Kind.TRUTH, s, d) + dice.one(" = 1", " = 'true'", " <> 0"),
        () -> {
          Kind kind = exact();
          return of(kind, s, d) + not() + " BETWEEN " + of(kind, s, 0) + " AND " + of(kind, s, 0);
        },
        () -> {
          Kind kind = exact();
          StringBuilder list = new StringBuilder(of(kind, s, d)).append(not()).append(" IN (");
          list.append(leaf(kind, s));
          for (int i = dice.oneIn(12) ? 40 : dice.below(4); i > 0; i--) {
            list.append(", ").append(dice.oneIn(9) ? "NULL" : leaf(kind, s));
          }
          return list.append(')').toString();
        });
  }

  private String test(Scope s, int d) {
    Kind kind = dice.one(List.of(Kind.values()));
    return of(kind, s, kind == Kind.ARRAY ? 0 : d) + " IS" + not() + " NULL";
  }

  private String like(Scope s, int d) {
    return of(Kind.TEXT, s, d)
        + not()
        + dice.one(" LIKE ", " ILIKE ")
        + (dice.oneIn(4) ? of(Kind.TEXT, s, d) : dice.one(PATTERNS));
  }

  private String geometry(Scope s, int d) {
    return dice.made(
        () -> dice.one("CONTAINS(", "INTERSECTS(") + pair(s, d) + ")" + dice.one(" = 1", " = 0"),
        () -> "1 = " + dice.one("CONTAINS(", "INTERSECTS(") + pair(s, d) + ")",
        () -> call("DISTANCE", s, d, Kind.POINT, Kind.POINT) + " < " + degrees(40),
        () ->
            "DISTANCE("
                + longitude(s)
                + ", "
                + latitude(s)
                + ", "
                + degrees(20)
                + ", "
                + degrees(30)
                + ") < "
                + degrees(9));
  }
}
