// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nasmyth.access.grants.ProtectedTable.Via;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.And;
import org.nasmyth.api.query.Expression.Comparison;
import org.nasmyth.api.query.Expression.Comparison.Operator;
import org.nasmyth.api.query.Expression.Constant;
import org.nasmyth.api.query.Expression.Exists;
import org.nasmyth.api.query.Expression.InList;
import org.nasmyth.api.query.Expression.IsNull;
import org.nasmyth.api.query.Expression.Not;
import org.nasmyth.api.query.Expression.Or;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;

/**
 * Writes what a caller may know of as conditions on the rows of protected tables. Each is true or
 * false and never unknown, so that its opposite is its opposite. What the configuration names and
 * the database does not have makes all rows of the table invisible.
 */
final class RowConditions {

  /** Ids for the sources of sub-queries, as {@link org.nasmyth.api.access.AccessPolicy} has it. */
  private static final int FIRST_ID = 1 << 24;

  private static final int IDS_PER_SOURCE = 256;
  private static final double MJD_OF_1970 = 40587;
  private static final double SECONDS_PER_DAY = 86400;

  private final Rules rules;
  private final Permissions permissions;
  private final Optional<Catalogue> catalogue;
  private final Consumer<String> misfits;
  private int nextId;

  /**
   * Conditions for one use of a table.
   *
   * @param catalogue the tables of the database that has the table
   * @param misfits told where configuration and database do not fit
   */
  RowConditions(
      Rules rules,
      Permissions permissions,
      Optional<Catalogue> catalogue,
      Consumer<String> misfits) {
    this.misfits = misfits;
    this.rules = rules;
    this.permissions = permissions;
    this.catalogue = catalogue;
  }

  /** The condition that a visible row fulfils; empty where all are visible. */
  Optional<Expression> visible(Source.TableSource source) {
    nextId = FIRST_ID + IDS_PER_SOURCE * source.id();
    return permissions.operator() ? Optional.empty() : visible(source.table(), source.id());
  }

  private Optional<Expression> visible(Table table, int id) {
    Optional<ProtectedTable> rule = rules.table(table.name());
    if (rule.isEmpty()) {
      return Optional.empty();
    }
    List<Expression> conditions = new ArrayList<>();
    try {
      Row row = new Row(table, id, rule.get());
      row.openProgramme().ifPresent(conditions::add);
      row.pastMoment().ifPresent(conditions::add);
      for (Via via : rule.get().vias()) {
        row.shownBy(via).ifPresent(conditions::add);
      }
    } catch (Misfit e) {
      tell(table, e);
      return Optional.of(never());
    }
    return conditions.isEmpty() ? Optional.empty() : Optional.of(all(conditions));
  }

  /**
   * The opposite, written for itself: of most tables few rows are hidden, and a database finds them
   * sooner by what they have than by what they lack. True for hidden rows, else false or unknown.
   *
   * @return empty where no row is hidden
   */
  private Optional<Expression> hidden(Table table, int id) {
    Optional<ProtectedTable> rule = rules.table(table.name());
    if (rule.isEmpty()) {
      return Optional.empty();
    }
    List<Expression> conditions = new ArrayList<>();
    try {
      Row row = new Row(table, id, rule.get());
      row.secretProgramme().ifPresent(conditions::add);
      row.futureMoment().ifPresent(conditions::add);
      for (Via via : rule.get().vias()) {
        row.hiddenBy(via).ifPresent(conditions::add);
      }
    } catch (Misfit e) {
      tell(table, e);
      return Optional.of(always());
    }
    return conditions.isEmpty() ? Optional.empty() : Optional.of(any(conditions));
  }

  private void tell(Table table, Misfit misfit) {
    misfits.accept(
        "No row of " + table.name() + " is shown to anybody but operators: " + misfit.getMessage());
  }

  /** The configuration does not fit the database. */
  private static final class Misfit extends Exception {
    private static final long serialVersionUID = 1L;

    Misfit(String message) {
      super(message);
    }
  }

  /** A row of a protected table. */
  private final class Row {

    private final Table table;
    private final int id;
    private final ProtectedTable rule;
    private final Expression.@Nullable ColumnValue programme;
    private final Expression.@Nullable ColumnValue instrument;

    Row(Table table, int id, ProtectedTable rule) throws Misfit {
      this.table = table;
      this.id = id;
      this.rule = rule;
      programme = rule.programme().isEmpty() ? null : text(rule.programme().get());
      instrument = rule.instrument().isEmpty() ? null : text(rule.instrument().get());
    }

    private Expression.ColumnValue column(String name) throws Misfit {
      List<Integer> positions = table.positionsOf(name);
      if (positions.size() != 1) {
        throw new Misfit(
            (positions.isEmpty() ? "it has no column " : "it has several columns ") + name + ".");
      }
      return new Expression.ColumnValue(
          id, positions.get(0), table.columns().get(positions.get(0)).type());
    }

    private Expression.ColumnValue text(String name) throws Misfit {
      Expression.ColumnValue column = column(name);
      if (!column.type().isString() || column.type().isTimestamp() || column.type().isGeometry()) {
        throw new Misfit("its column " + name + " is no text.");
      }
      return column;
    }

    /** It belongs to no private programme, or the caller has a grant to it. */
    Optional<Expression> openProgramme() {
      if (programme == null || permissions.unknown().isEmpty()) {
        return Optional.empty();
      }
      List<Expression> granted = byInstrument(programme);
      if (granted.isEmpty()) {
        return Optional.of(
            any(List.of(new IsNull(programme, false), isOneOf(programme, unknown(), true))));
      }
      // So the instrument is looked at in the few rows of private programmes only.
      return Optional.of(
          new Expression.Case(
              List.of(
                  new Expression.Case.Branch(isOneOf(programme, unknown(), false), any(granted))),
              always(),
              ValueType.BOOLEAN));
    }

    /** It belongs to a private programme, and the caller has no grant to it. */
    Optional<Expression> secretProgramme() {
      if (programme == null || permissions.unknown().isEmpty()) {
        return Optional.empty();
      }
      List<Expression> parts = new ArrayList<>();
      parts.add(isOneOf(programme, unknown(), false));
      byInstrument(programme).forEach(granted -> parts.add(new Not(granted)));
      return Optional.of(all(parts));
    }

    private Collection<String> unknown() {
      return new TreeSet<>(permissions.unknown());
    }

    /** The ways in which the caller may know of a row of a private programme. */
    private List<Expression> byInstrument(Expression.ColumnValue programme) {
      List<Expression> ways = new ArrayList<>();
      for (Grant grant : permissions.grants()) {
        if (grant.instrument() != null && instrument != null) {
          if (grant.programme() == null) {
            ways.add(equal(instrument, grant.instrument()));
          } else if (permissions.unknown().contains(grant.programme())) {
            ways.add(
                all(
                    List.of(
                        equal(programme, grant.programme()),
                        equal(instrument, grant.instrument()))));
          }
        }
      }
      return ways;
    }

    /** Its moment has come, or the caller has a grant to it. */
    Optional<Expression> pastMoment() throws Misfit {
      if (rule.metadataRelease().isEmpty()) {
        return Optional.empty();
      }
      Expression.ColumnValue moment = column(rule.metadataRelease().get());
      List<Expression> ways = new ArrayList<>();
      ways.add(new IsNull(moment, false));
      ways.add(hasCome(moment));
      ways.addAll(byGrant());
      return Optional.of(any(ways));
    }

    /** Its moment has not come, and the caller has no grant to it. */
    Optional<Expression> futureMoment() throws Misfit {
      if (rule.metadataRelease().isEmpty()) {
        return Optional.empty();
      }
      Expression.ColumnValue moment = column(rule.metadataRelease().get());
      List<Expression> parts = new ArrayList<>();
      parts.add(new IsNull(moment, true));
      parts.add(new Not(hasCome(moment)));
      byGrant().forEach(granted -> parts.add(new Not(granted)));
      return Optional.of(all(parts));
    }

    private List<Expression> byGrant() {
      List<Expression> ways = new ArrayList<>();
      for (Grant grant : permissions.grants()) {
        List<Expression> parts = new ArrayList<>();
        if (grant.programme() != null) {
          parts.add(programme == null ? never() : equal(programme, grant.programme()));
        }
        if (grant.instrument() != null) {
          parts.add(instrument == null ? never() : equal(instrument, grant.instrument()));
        }
        ways.add(all(parts));
      }
      return ways;
    }

    /** Texts are compared by whole days, because they can be written with a blank or a T. */
    private Expression hasCome(Expression.ColumnValue moment) throws Misfit {
      LocalDateTime now = LocalDateTime.ofInstant(permissions.now(), ZoneOffset.UTC);
      ValueType type = moment.type();
      if (type.isTimestamp()) {
        String instant = now.truncatedTo(ChronoUnit.MILLIS).toString();
        return new Comparison(
            Operator.LESS_OR_EQUAL, moment, new Constant(instant, ValueType.TIMESTAMP));
      }
      if (type.isString()) {
        LocalDate today = now.toLocalDate();
        return all(
            List.of(
                new Comparison(Operator.GREATER, moment, new Constant("1", type)),
                new Comparison(Operator.LESS, moment, new Constant(today.toString(), type))));
      }
      if (type.isNumeric()) {
        double mjd = MJD_OF_1970 + permissions.now().toEpochMilli() / 1000.0 / SECONDS_PER_DAY;
        return new Comparison(Operator.LESS_OR_EQUAL, moment, new Constant(mjd, ValueType.DOUBLE));
      }
      throw new Misfit("its column " + rule.metadataRelease().get() + " holds no moment.");
    }

    /** What it belongs to is visible. */
    Optional<Expression> shownBy(Via via) throws Misfit {
      return rule.partnerless()
          ? hiddenPartner(via).map(Not::new)
          : Optional.of(visiblePartner(via));
    }

    /** What it belongs to is hidden. */
    Optional<Expression> hiddenBy(Via via) throws Misfit {
      return rule.partnerless() ? hiddenPartner(via) : Optional.of(new Not(visiblePartner(via)));
    }

    /** It belongs to something hidden; empty where nothing is. */
    private Optional<Expression> hiddenPartner(Via via) throws Misfit {
      Partner partner = new Partner(via);
      return hidden(partner.table, partner.id)
          .map(condition -> partner.exists(all(List.of(condition, partner.same))));
    }

    /** It belongs to something visible. */
    private Expression visiblePartner(Via via) throws Misfit {
      Partner partner = new Partner(via);
      return partner.exists(
          visible(partner.table, partner.id)
              .map(condition -> all(List.of(condition, partner.same)))
              .orElse(partner.same));
    }

    /** What a row belongs to. */
    private final class Partner {
      private final Table table;
      private final int id;
      private final Expression same;

      Partner(Via via) throws Misfit {
        Expression.ColumnValue mine = column(via.column());
        table = target(via.target());
        id = nextId++;
        List<Integer> keys = table.positionsOf(via.key());
        if (keys.size() != 1) {
          throw new Misfit("table " + table.name() + " has no column " + via.key() + ".");
        }
        ValueType type = table.columns().get(keys.get(0)).type();
        same =
            new Comparison(Operator.EQUAL, new Expression.ColumnValue(id, keys.get(0), type), mine);
      }

      Expression exists(Expression condition) {
        return RowConditions.exists(table, id, condition);
      }
    }

    private Table target(TableName name) throws Misfit {
      List<Table> found =
          catalogue
              .map(tables -> tables.tablesNamed(name.schema(), name.table()))
              .orElse(List.of());
      if (found.size() != 1) {
        throw new Misfit("there is no table " + name + " beside it.");
      }
      return found.get(0);
    }
  }

  private static Expression exists(Table table, int id, Expression condition) {
    Expression one = new Constant(1L, ValueType.INT);
    return new Exists(
        Query.of(
            new QueryBody.Select(
                false,
                List.of(new QueryBody.Output(one, Field.of("one", ValueType.INT))),
                new Source.TableSource(id, table, null),
                condition,
                List.of(),
                null)));
  }

  private static Expression equal(Expression.ColumnValue column, String value) {
    return all(
        List.of(
            new IsNull(column, true),
            new Comparison(Operator.EQUAL, column, new Constant(value, column.type()))));
  }

  private static Expression isOneOf(
      Expression.ColumnValue column, Collection<String> values, boolean negated) {
    List<Expression> members = new ArrayList<>();
    values.forEach(value -> members.add(new Constant(value, column.type())));
    return new InList(column, members, negated);
  }

  private static Expression never() {
    return new Comparison(
        Operator.EQUAL, new Constant(0L, ValueType.INT), new Constant(1L, ValueType.INT));
  }

  private static Expression always() {
    return new Comparison(
        Operator.EQUAL, new Constant(1L, ValueType.INT), new Constant(1L, ValueType.INT));
  }

  private static Expression all(List<Expression> conditions) {
    return conditions.size() == 1 ? conditions.get(0) : new And(conditions);
  }

  private static Expression any(List<Expression> conditions) {
    return conditions.size() == 1 ? conditions.get(0) : new Or(conditions);
  }
}
