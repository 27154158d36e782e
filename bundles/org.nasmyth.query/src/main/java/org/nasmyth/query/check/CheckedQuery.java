// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.check;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.AdqlDialect;
import org.nasmyth.adql.AdqlParser;
import org.nasmyth.adql.AdqlSyntaxException;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.query.QueryException;
import org.nasmyth.query.QueryException.Position;

/**
 * The verdict on a query that was checked and not run.
 *
 * @param valid whether it could be run, as far as was checked
 * @param position where it is wrong; null if it is not, or if that makes no sense
 * @param message what is wrong and what to do; null if it is valid
 * @param columns what it would deliver; null if only the grammar was checked, or it is not valid
 */
public record CheckedQuery(
    boolean valid,
    @Nullable Position position,
    @Nullable String message,
    @Nullable List<Field> columns) {

  /** A query that can be run and delivers columns. */
  public static CheckedQuery of(List<Field> columns) {
    return new CheckedQuery(true, null, null, List.copyOf(columns));
  }

  /** A query that cannot be run. */
  public static CheckedQuery of(QueryException e) {
    return new CheckedQuery(false, e.position().orElse(null), e.getMessage(), null);
  }

  /** Checks the grammar alone. */
  public static CheckedQuery parse(String adql) {
    try {
      new AdqlParser(AdqlDialect.EXTENDED).parse(adql);
      return new CheckedQuery(true, null, null, null);
    } catch (AdqlSyntaxException e) {
      return new CheckedQuery(false, new Position(e.line(), e.column()), e.getMessage(), null);
    }
  }

  /**
   * One line of JSON: {@code verdict} ({@code valid} or {@code invalid}), {@code position} with
   * {@code line} and {@code column}, {@code message}, and {@code columns}, each with what is known
   * of {@code name}, {@code datatype}, {@code arraysize}, {@code xtype}, {@code unit}, {@code ucd}.
   */
  public String json() {
    StringJoiner members = new StringJoiner(",", "{", "}");
    members.add(member("verdict", valid ? "valid" : "invalid"));
    Optional.ofNullable(position)
        .ifPresent(
            at ->
                members.add(
                    "\"position\":{\"line\":" + at.line() + ",\"column\":" + at.column() + "}"));
    if (message != null) {
      members.add(member("message", message));
    }
    if (columns != null) {
      StringJoiner list = new StringJoiner(",", "\"columns\":[", "]");
      columns.forEach(column -> list.add(json(column)));
      members.add(list.toString());
    }
    return members.toString();
  }

  private static String json(Field field) {
    StringJoiner members = new StringJoiner(",", "{", "}");
    members.add(member("name", field.name()));
    members.add(member("datatype", field.type().datatype().votableName()));
    addIfKnown(members, "arraysize", field.type().arraysize());
    addIfKnown(members, "xtype", field.type().xtype());
    addIfKnown(members, "unit", field.unit());
    addIfKnown(members, "ucd", field.ucd());
    return members.toString();
  }

  private static void addIfKnown(StringJoiner members, String name, @Nullable String value) {
    if (value != null) {
      members.add(member(name, value));
    }
  }

  private static String member(String name, String value) {
    StringBuilder json = new StringBuilder("\"").append(name).append("\":\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c == '\u007f' || Character.isSurrogate(c)) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
