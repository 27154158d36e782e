// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.products.Interval;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;
import org.nasmyth.calibration.oca.rules.Keywords;
import org.nasmyth.calibration.oca.rules.Value;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads frames of mapped tables. Queries are bound ones, so values are parameters on every
 * database. Safe for any thread.
 */
class FrameReader {

  private static final Logger LOG = LoggerFactory.getLogger(FrameReader.class);
  private static final int SOURCE = 0;

  /** More ranges or values in one question are told to the database less exactly. */
  private static final int MOST_RANGES = 100;

  private static final int MOST_VALUES = 2000;

  /** Between a float as the database compares it and as its digits are read. */
  private static final double FLOAT_ERROR = 1e-6;

  private final Set<String> missed = ConcurrentHashMap.newKeySet();
  private final int mostRows;

  FrameReader(int mostRows) {
    this.mostRows = mostRows;
  }

  /**
   * Frames.
   *
   * @param frames in any order
   * @param overflow whether there are more
   */
  record Rows(List<Frame> frames, boolean overflow) {
    static final Rows NONE = new Rows(List.of(), false);
  }

  /** Frames by their identifiers. */
  Rows find(TapDatabase database, FrameTable mapping, List<String> ids, Cancellation cancellation)
      throws DatabaseException {
    Optional<Table> table = table(database, mapping);
    int position = table.isEmpty() ? -1 : position(table.get(), mapping, mapping.id());
    if (table.isEmpty() || position < 0 || ids.isEmpty()) {
      return Rows.NONE;
    }
    ValueType type = table.get().columns().get(position).type();
    List<Expression> members = new ArrayList<>();
    ids.forEach(id -> members.add(new Expression.Constant(id, type)));
    return rows(
        database,
        mapping,
        table.get(),
        new Expression.InList(new Expression.ColumnValue(SOURCE, position, type), members, false),
        cancellation);
  }

  /** Frames of an instrument, all for which a condition holds and perhaps others. */
  Rows find(
      TapDatabase database,
      FrameTable mapping,
      String instrument,
      Weaker condition,
      Cancellation cancellation)
      throws DatabaseException {
    Optional<Table> table = table(database, mapping);
    if (table.isEmpty() || condition instanceof Weaker.None) {
      return Rows.NONE;
    }
    List<Expression> parts = new ArrayList<>();
    if (mapping.keywords().containsKey(FrameTable.INSTRUMENT)) {
      Expression its =
          expression(
              table.get(),
              mapping,
              new Weaker.OneOf(FrameTable.INSTRUMENT, Set.of(Value.of(instrument))));
      if (its != null) {
        parts.add(its);
      }
    }
    Expression pushed = expression(table.get(), mapping, condition);
    if (pushed != null) {
      parts.add(pushed);
    }
    return rows(database, mapping, table.get(), and(parts), cancellation);
  }

  private Optional<Table> table(TapDatabase database, FrameTable mapping) throws DatabaseException {
    Optional<Table> table = database.catalogue().table(mapping.table());
    if (table.isEmpty() && missed.add(mapping.table().toString())) {
      LOG.info("Table {}, which tells of calibrations, is not there.", mapping.table());
    }
    return table;
  }

  private Rows rows(
      TapDatabase database,
      FrameTable mapping,
      Table table,
      @Nullable Expression where,
      Cancellation cancellation)
      throws DatabaseException {
    Map<String, Integer> places = new LinkedHashMap<>();
    List<QueryBody.Output> outputs = new ArrayList<>();
    read(table, mapping, mapping.id(), places, outputs);
    String certified = mapping.certified();
    if (certified != null) {
      read(table, mapping, certified, places, outputs);
    }
    for (String column : mapping.keywords().values()) {
      read(table, mapping, column, places, outputs);
    }
    if (!places.containsKey(mapping.id())) {
      return Rows.NONE;
    }
    Query query =
        Query.of(
            new QueryBody.Select(
                false,
                outputs,
                new Source.TableSource(SOURCE, table, null),
                where,
                List.of(),
                null));
    List<Frame> frames = new ArrayList<>();
    try (RowStream stream = database.execute(query, mostRows + 1L, cancellation)) {
      for (RowBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int row = 0; row < batch.rows(); row++) {
          Frame frame = frame(batch, row, mapping, places);
          if (frame != null && frames.size() < mostRows) {
            frames.add(frame);
          } else if (frame != null) {
            LOG.warn(
                "A search for calibrations found more than {} rows of {}; the others are not"
                    + " considered. Narrow the rules, or raise mostRows.",
                mostRows,
                mapping.table());
            return new Rows(frames, true);
          }
        }
      }
    }
    return new Rows(frames, false);
  }

  private void read(
      Table table,
      FrameTable mapping,
      String column,
      Map<String, Integer> places,
      List<QueryBody.Output> outputs) {
    int position = position(table, mapping, column);
    if (position >= 0 && !places.containsKey(column)) {
      Column found = table.columns().get(position);
      places.put(column, outputs.size());
      outputs.add(
          new QueryBody.Output(
              new Expression.ColumnValue(SOURCE, position, found.type()), found.field()));
    }
  }

  private static @Nullable Frame frame(
      RowBatch batch, int row, FrameTable mapping, Map<String, Integer> places) {
    if (!(value(batch, row, places, mapping.id()) instanceof Value.Text id)) {
      return null;
    }
    Map<String, Value> values = new HashMap<>();
    mapping
        .keywords()
        .forEach(
            (keyword, column) -> {
              Value value = value(batch, row, places, column);
              if (value.isDefined()) {
                values.put(keyword, value);
              }
            });
    String certified = mapping.certified();
    Value quality = certified == null ? Value.Undefined.NONE : value(batch, row, places, certified);
    Keywords own = new Keywords(values);
    return new Frame(
        id.text(),
        mapping.kind(),
        quality.isDefined() ? isTrue(quality.written()) : null,
        own,
        own);
  }

  private static boolean isTrue(String written) {
    return switch (written.strip()) {
      case "T", "t", "true", "TRUE", "True", "1", "Y", "y", "yes", "YES" -> true;
      default -> false;
    };
  }

  private static Value value(RowBatch batch, int row, Map<String, Integer> places, String column) {
    Integer place = places.get(column);
    Object value = place == null ? null : batch.column(place).get(row);
    if (value instanceof Float number) {
      // 0.1f is what a rule calls 0.1, not the double next to it.
      return Float.isFinite(number)
          ? Value.of(Double.parseDouble(number.toString()))
          : Value.Undefined.NONE;
    }
    if (value instanceof Number number) {
      return Value.of(number.doubleValue());
    }
    if (value instanceof Boolean truth) {
      return Value.of(truth ? "T" : "F");
    }
    return value instanceof String text ? Value.of(text) : Value.Undefined.NONE;
  }

  // Conditions

  /** A condition that holds wherever the given one does; null where there is none but that. */
  private @Nullable Expression expression(Table table, FrameTable mapping, Weaker condition) {
    if (condition instanceof Weaker.All all) {
      List<Expression> parts = new ArrayList<>();
      for (Weaker part : all.parts()) {
        Expression expression = expression(table, mapping, part);
        if (expression != null) {
          parts.add(expression);
        }
      }
      return and(parts);
    }
    if (condition instanceof Weaker.Some some) {
      List<Expression> parts = new ArrayList<>();
      for (Weaker part : some.parts()) {
        Expression expression = expression(table, mapping, part);
        if (expression == null) {
          return null;
        }
        parts.add(expression);
      }
      return parts.size() == 1 ? parts.get(0) : new Expression.Or(parts);
    }
    if (condition instanceof Weaker.OneOf oneOf) {
      Expression.ColumnValue column = column(table, mapping, oneOf.keyword());
      return column == null ? null : members(column, oneOf.values());
    }
    if (condition instanceof Weaker.Within within) {
      Expression.ColumnValue column = column(table, mapping, within.keyword());
      return column == null ? null : within(column, within.ranges());
    }
    if (condition instanceof Weaker.Like like) {
      Expression.ColumnValue column = column(table, mapping, like.keyword());
      // An underline stands for any character in SQL and for itself in rules, which is weaker; a
      // backslash would mean something on some databases.
      return column == null || !isText(column.type()) || like.pattern().indexOf('\\') >= 0
          ? null
          : new Expression.Like(
              column,
              new Expression.Constant(like.pattern(), ValueType.STRING),
              false,
              null,
              false);
    }
    if (condition instanceof Weaker.Defined defined) {
      Expression.ColumnValue column = column(table, mapping, defined.keyword());
      return column == null ? null : new Expression.IsNull(column, true);
    }
    return null;
  }

  private Expression.@Nullable ColumnValue column(Table table, FrameTable mapping, String keyword) {
    String name = mapping.keywords().get(keyword);
    int position = name == null ? -1 : position(table, mapping, name);
    return position < 0
        ? null
        : new Expression.ColumnValue(SOURCE, position, table.columns().get(position).type());
  }

  /** Texts are compared in the database with texts, whole numbers with whole numbers. */
  private static Expression members(Expression.ColumnValue column, Set<Value> values) {
    List<Expression> members = new ArrayList<>();
    boolean exact = values.size() <= MOST_VALUES;
    for (Value value : values) {
      if (isText(column.type()) && value instanceof Value.Text text) {
        members.add(new Expression.Constant(text.text(), column.type()));
      } else if (column.type().datatype().isInteger()
          && !column.type().isArray()
          && value instanceof Value.Real real
          && real.number() == Math.rint(real.number())
          && Math.abs(real.number()) < 1e15) {
        members.add(new Expression.Constant((long) real.number(), ValueType.LONG));
      } else {
        exact = false;
      }
    }
    return exact && !members.isEmpty()
        ? new Expression.InList(column, members, false)
        : new Expression.IsNull(column, true);
  }

  private static Expression within(Expression.ColumnValue column, Ranges ranges) {
    if (!column.type().isNumeric()) {
      return new Expression.IsNull(column, true);
    }
    List<Expression> parts = new ArrayList<>();
    Ranges asked = ranges.atMost(MOST_RANGES);
    if (column.type().datatype() == Datatype.FLOAT) {
      asked =
          asked.widened(
              low -> low - Math.abs(low) * FLOAT_ERROR,
              high -> high + Math.abs(high) * FLOAT_ERROR);
    }
    for (Interval range : asked.intervals()) {
      List<Expression> ends = new ArrayList<>();
      if (range.low() > Double.NEGATIVE_INFINITY) {
        ends.add(
            new Expression.Comparison(
                Expression.Comparison.Operator.GREATER_OR_EQUAL, column, number(range.low())));
      }
      if (range.high() < Double.POSITIVE_INFINITY) {
        ends.add(
            new Expression.Comparison(
                Expression.Comparison.Operator.LESS_OR_EQUAL, column, number(range.high())));
      }
      Expression both = and(ends);
      if (both == null) {
        return new Expression.IsNull(column, true);
      }
      parts.add(both);
    }
    return parts.size() == 1 ? parts.get(0) : new Expression.Or(parts);
  }

  private static Expression number(double number) {
    return new Expression.Constant(number, ValueType.DOUBLE);
  }

  private static boolean isText(ValueType type) {
    return type.isString() && !type.isTimestamp() && !type.isGeometry();
  }

  private static @Nullable Expression and(List<Expression> parts) {
    return parts.isEmpty() ? null : parts.size() == 1 ? parts.get(0) : new Expression.And(parts);
  }

  private int position(Table table, FrameTable mapping, String column) {
    List<Integer> positions = table.positionsOf(column);
    if (positions.isEmpty() && missed.add(mapping.table() + "." + column)) {
      LOG.warn(
          "Table {} has no column {}, which is to tell of calibrations.", mapping.table(), column);
    }
    return positions.isEmpty() ? -1 : positions.get(0);
  }
}
