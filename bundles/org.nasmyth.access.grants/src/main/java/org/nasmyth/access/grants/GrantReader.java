// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the tables of programmes and grants. Names of users and groups are parameters of bound
 * queries. What cannot be read is refused, never left out; a moment that cannot be understood is
 * the one that gives nothing away.
 */
final class GrantReader {

  private static final Logger LOG = LoggerFactory.getLogger(GrantReader.class);
  private static final int SOURCE = 0;

  /** So that a wrong table does not eat the heap. */
  private static final int MOST_ROWS = 100_000;

  private final Rules rules;

  GrantReader(Rules rules) {
    this.rules = rules;
  }

  /** The private programmes, with the moment at which each ceases to be; empty for never. */
  Map<String, Optional<Instant>> programmes(TapDatabase database, Cancellation cancellation)
      throws DatabaseException {
    if (rules.programmes().isEmpty()) {
      return Map.of();
    }
    ProgrammeTable mapping = rules.programmes().get();
    Map<String, Optional<Instant>> programmes = new HashMap<>();
    for (Map<String, Object> row :
        rows(
            database,
            mapping.table(),
            Stream.of(Optional.of(mapping.programme()), mapping.flag(), mapping.until()),
            table -> null,
            cancellation)) {
      String programme = text(row, Optional.of(mapping.programme()));
      if (programme != null && isPrivate(row, mapping)) {
        Optional<Instant> until =
            Optional.ofNullable(instant(text(row, mapping.until()), Instant.MAX));
        programmes.merge(programme, until, GrantReader::longer);
        // Columns of a fixed width have blanks that the other tables may have, too, or not.
        programmes.merge(String.valueOf(row.get(mapping.programme())), until, GrantReader::longer);
      }
    }
    return Map.copyOf(programmes);
  }

  /** Of two rows for one programme the longer secrecy holds. */
  private static Optional<Instant> longer(Optional<Instant> one, Optional<Instant> other) {
    return one.isEmpty() || (other.isPresent() && one.get().isAfter(other.get())) ? one : other;
  }

  private static boolean isPrivate(Map<String, Object> row, ProgrammeTable mapping) {
    if (mapping.flag().isEmpty()) {
      return true;
    }
    Object flag = row.get(mapping.flag().get());
    if (flag instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (flag instanceof Boolean truth) {
      return truth;
    }
    String text = flag == null ? "" : flag.toString().strip().toLowerCase(Locale.ROOT);
    return !Set.of("", "0", "false", "f", "no", "n").contains(text);
  }

  /** All grants of a caller's, those that have expired too. */
  List<Grant> grants(TapDatabase database, Identity caller, Cancellation cancellation)
      throws DatabaseException {
    List<Grant> grants = new ArrayList<>();
    if (caller.isAnonymous()) {
      return grants;
    }
    for (GrantTable mapping : rules.grants()) {
      for (Map<String, Object> row :
          rows(
              database,
              mapping.table(),
              Stream.of(
                  mapping.user(),
                  mapping.group(),
                  mapping.programme(),
                  mapping.instrument(),
                  mapping.right(),
                  mapping.expires()),
              table -> held(table, mapping, caller),
              cancellation)) {
        grant(row, mapping, caller).ifPresent(grants::add);
      }
    }
    return List.copyOf(grants);
  }

  private static Optional<Grant> grant(
      Map<String, Object> row, GrantTable mapping, Identity caller) {
    String user = text(row, mapping.user());
    String group = text(row, mapping.group());
    boolean held =
        (user != null && user.equals(caller.name()))
            || (group != null && caller.groups().contains(group));
    String programme = text(row, mapping.programme());
    String instrument = text(row, mapping.instrument());
    String right = Objects.requireNonNullElse(text(row, mapping.right()), "data");
    boolean data = right.equalsIgnoreCase("data");
    if (!held
        || (programme == null && instrument == null)
        || (!data && !right.equalsIgnoreCase("metadata"))) {
      LOG.warn("A row of {} grants nothing that is understood: {}", mapping.table(), row);
      return Optional.empty();
    }
    return Optional.of(
        new Grant(
            programme,
            instrument,
            data,
            instant(text(row, mapping.expires()), Instant.MIN),
            user != null && user.equals(caller.name()) ? "user " + user : "group " + group));
  }

  /** Rows of the caller's, or of one of the caller's groups. */
  private static @Nullable Expression held(Table table, GrantTable mapping, Identity caller) {
    List<Expression> ways = new ArrayList<>();
    mapping
        .user()
        .ifPresent(
            column -> ways.add(oneOf(table, column, List.of(String.valueOf(caller.name())))));
    if (!caller.groups().isEmpty()) {
      mapping.group().ifPresent(column -> ways.add(oneOf(table, column, caller.groups())));
    }
    return switch (ways.size()) {
      case 0 ->
          new Expression.Comparison(
              Expression.Comparison.Operator.EQUAL,
              new Expression.Constant(0L, ValueType.INT),
              new Expression.Constant(1L, ValueType.INT));
      case 1 -> ways.get(0);
      default -> new Expression.Or(ways);
    };
  }

  private static Expression oneOf(Table table, String column, Iterable<String> values) {
    int position = table.positionsOf(column).get(0);
    ValueType type = table.columns().get(position).type();
    List<Expression> members = new ArrayList<>();
    values.forEach(value -> members.add(new Expression.Constant(value, type)));
    return new Expression.InList(
        new Expression.ColumnValue(SOURCE, position, type), members, false);
  }

  private static List<Map<String, Object>> rows(
      TapDatabase database,
      TableName name,
      Stream<Optional<String>> wanted,
      Function<Table, @Nullable Expression> condition,
      Cancellation cancellation)
      throws DatabaseException {
    List<Table> found = database.catalogue().tablesNamed(name.schema(), name.table());
    if (found.size() != 1) {
      throw unreadable("there is no table " + name + " in the database of grants");
    }
    Table table = found.get(0);
    Set<String> columns = new LinkedHashSet<>(wanted.flatMap(Optional::stream).toList());
    List<QueryBody.Output> outputs = new ArrayList<>();
    for (String columnName : columns) {
      if (table.positionsOf(columnName).size() != 1) {
        throw unreadable("table " + name + " has no column " + columnName);
      }
      int position = table.positionsOf(columnName).get(0);
      Column column = table.columns().get(position);
      outputs.add(
          new QueryBody.Output(
              new Expression.ColumnValue(SOURCE, position, column.type()), column.field()));
    }
    Query query =
        Query.of(
            new QueryBody.Select(
                false,
                outputs,
                new Source.TableSource(SOURCE, table, null),
                condition.apply(table),
                List.of(),
                null));
    List<Map<String, Object>> rows = new ArrayList<>();
    List<String> names = List.copyOf(columns);
    try (RowStream stream = database.execute(query, MOST_ROWS, cancellation)) {
      RowBatch batch = stream.next();
      while (batch != null) {
        for (int row = 0; row < batch.rows(); row++) {
          rows.add(row(batch, row, names));
        }
        batch = stream.next();
      }
    }
    if (rows.size() >= MOST_ROWS) {
      throw unreadable("table " + name + " has " + MOST_ROWS + " rows and more for one caller");
    }
    return rows;
  }

  private static Map<String, Object> row(RowBatch batch, int row, List<String> names) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      @Nullable Object value = batch.column(i).get(row);
      if (value != null) {
        values.put(names.get(i), value);
      }
    }
    return values;
  }

  private static DatabaseException unreadable(String why) {
    LOG.error("The access rules cannot be read, so all requests are refused: {}.", why);
    return new DatabaseException(
        DatabaseException.Kind.UNAVAILABLE,
        "The rules of who may see what cannot be read at the moment. Tell the archive's operator.",
        null);
  }

  private static @Nullable String text(Map<String, Object> row, Optional<String> column) {
    Object value = column.map(row::get).orElse(null);
    return value == null || value.toString().isBlank() ? null : value.toString().strip();
  }

  private static @Nullable Instant instant(@Nullable String text, Instant unreadable) {
    if (text == null) {
      return null;
    }
    String plain = text.replace(' ', 'T').replaceFirst("Z$", "");
    try {
      return plain.indexOf('T') < 0
          ? LocalDate.parse(plain).atStartOfDay().toInstant(ZoneOffset.UTC)
          : LocalDateTime.parse(plain).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      return unreadable;
    }
  }
}
