// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.Region;

/**
 * A typed expression of a bound query. Conditions are expressions of type {@link
 * ValueType#BOOLEAN}; they follow SQL's three-valued logic. All geometry is in ICRS unless a node
 * names a frame; angles are in degrees.
 */
public sealed interface Expression {

  /** The type of its value. */
  ValueType type();

  /**
   * A value that the user wrote.
   *
   * @param value Long, Double, String or Boolean; null for SQL's NULL. A timestamp is a String.
   */
  record Constant(@Nullable Object value, ValueType type) implements Expression {}

  /**
   * A column of a source.
   *
   * @param source the id of a {@link Source.Named} of this or an enclosing SELECT
   * @param column its position in {@link Source.Named#fields()}, counted from 0
   */
  record ColumnValue(int source, int column, ValueType type) implements Expression {}

  /**
   * Two numbers combined. The division of two integers is an integer division that truncates
   * towards zero, on every database; division by zero gives NULL for floating point and integers
   * alike. Chains are left-deep and may be long: walk {@code left} in a loop.
   */
  record Arithmetic(Arithmetic.Operator operator, Expression left, Expression right, ValueType type)
      implements Expression {
    /** The operators. */
    public enum Operator {
      ADD,
      SUBTRACT,
      MULTIPLY,
      DIVIDE
    }
  }

  /** A number with the other sign. */
  record Negation(Expression operand) implements Expression {
    @Override
    public ValueType type() {
      return operand.type();
    }
  }

  /** Strings one after the other; NULL if any is NULL. */
  record Concatenation(List<Expression> parts) implements Expression {
    /** Copies the list. */
    public Concatenation {
      parts = List.copyOf(parts);
    }

    @Override
    public ValueType type() {
      return ValueType.STRING;
    }
  }

  /** A function that ADQL itself defines (ADQL 2.1, sections 2.3 and 4.2 to 4.7). */
  record BuiltinCall(Builtin function, List<Expression> arguments, ValueType type)
      implements Expression {
    /** Copies the list. */
    public BuiltinCall {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * ADQL's functions that are neither aggregates nor geometry. Angles are in radians, as in SQL.
   */
  enum Builtin {
    ABS,
    CEILING,
    DEGREES,
    EXP,
    FLOOR,
    LOG,
    LOG10,
    MOD,
    PI,
    POWER,
    RADIANS,
    RAND,
    ROUND,
    SQRT,
    TRUNCATE,
    ACOS,
    ASIN,
    ATAN,
    ATAN2,
    COS,
    COT,
    SIN,
    TAN,
    LOWER,
    UPPER,
    COALESCE,
    NULLIF
  }

  /**
   * A user-defined function: of one row's values, or where its signature says so an aggregate over
   * the rows of a group.
   */
  record FunctionCall(AdqlFunction function, List<Expression> arguments, ValueType type)
      implements Expression {
    /** Copies the list. */
    public FunctionCall {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A value computed over the rows of a group.
   *
   * @param argument what is aggregated; null for {@code COUNT(*)}
   * @param distinct each value counts once
   */
  record Aggregate(
      Function function, @Nullable Expression argument, boolean distinct, ValueType type)
      implements Expression {
    /** The aggregate functions of ADQL. */
    public enum Function {
      COUNT,
      SUM,
      AVG,
      MIN,
      MAX
    }
  }

  /** A value in another type; a string that does not fit is an error of the query. */
  record Cast(Expression operand, ValueType type) implements Expression {}

  /**
   * The first branch whose condition is true.
   *
   * @param otherwise the value if none is; null for SQL's NULL
   */
  record Case(List<Branch> branches, @Nullable Expression otherwise, ValueType type)
      implements Expression {
    /** A condition and the value that it leads to. */
    public record Branch(Expression condition, Expression value) {}

    /** Copies the list. */
    public Case {
      branches = List.copyOf(branches);
    }
  }

  /** The one value of a query with one column; NULL for no row, an error for more than one. */
  record ScalarQuery(Query query, ValueType type) implements Expression {}

  // Conditions

  /** A condition: a value that is true, false or unknown. */
  sealed interface Condition extends Expression {
    @Override
    default ValueType type() {
      return ValueType.BOOLEAN;
    }
  }

  /** Two values compared. The binder has made their types comparable. */
  record Comparison(Comparison.Operator operator, Expression left, Expression right)
      implements Condition {
    /** The operators. */
    public enum Operator {
      EQUAL,
      NOT_EQUAL,
      LESS,
      LESS_OR_EQUAL,
      GREATER,
      GREATER_OR_EQUAL
    }
  }

  /** All are true; at least two. */
  record And(List<Expression> operands) implements Condition {
    /** Copies the list. */
    public And {
      operands = List.copyOf(operands);
    }
  }

  /** At least one is true; at least two. */
  record Or(List<Expression> operands) implements Condition {
    /** Copies the list. */
    public Or {
      operands = List.copyOf(operands);
    }
  }

  /** It is false. */
  record Not(Expression operand) implements Condition {}

  /** The value is NULL, or is not. */
  record IsNull(Expression operand, boolean negated) implements Condition {}

  /** The value lies between two others, both included, or does not. */
  record Between(Expression operand, Expression low, Expression high, boolean negated)
      implements Condition {}

  /** The value is one of a list, or is not. Lists may have 100,000 members. */
  record InList(Expression operand, List<Expression> members, boolean negated)
      implements Condition {
    /** Copies the list. */
    public InList {
      members = List.copyOf(members);
    }
  }

  /** The value is in the one column of a query, or is not. */
  record InQuery(Expression operand, Query query, boolean negated) implements Condition {}

  /** The query has a row. */
  record Exists(Query query) implements Condition {}

  /**
   * The text matches a pattern with {@code %} for any text and {@code _} for any character.
   *
   * @param ignoreCase as ILIKE does
   * @param escape the character that takes a wildcard's meaning away; null for none
   */
  record Like(
      Expression operand,
      Expression pattern,
      boolean ignoreCase,
      @Nullable Character escape,
      boolean negated)
      implements Condition {}

  // Geometry (ADQL 2.1, section 4.2)

  /** A geometry that is the same for every row, already in ICRS. */
  record RegionConstant(Region region, ValueType type) implements Expression {}

  /** A position; NULL if a coordinate is. The result is rotated from the frame into ICRS. */
  record PointOf(Expression longitude, Expression latitude, Frame frame) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.POINT;
    }
  }

  /** A circle around a point; NULL if an argument is. */
  record CircleOf(Expression centre, Expression radius) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.CIRCLE;
    }
  }

  /** A polygon through points; NULL if an argument is. */
  record PolygonOf(List<Expression> vertices) implements Expression {
    /** Copies the list. */
    public PolygonOf {
      vertices = List.copyOf(vertices);
    }

    @Override
    public ValueType type() {
      return ValueType.POLYGON;
    }
  }

  /** A box around a point, in a frame whose longitudes and latitudes bound it. */
  record BoxOf(
      Expression longitude, Expression latitude, Expression width, Expression height, Frame frame)
      implements Expression {
    @Override
    public ValueType type() {
      return ValueType.POLYGON;
    }
  }

  /** A region from the text of a value; an error of the query where the text is none. */
  record RegionOf(Expression text) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.REGION;
    }
  }

  /** The great-circle distance of two points in degrees. */
  record Distance(Expression from, Expression to) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.DOUBLE;
    }
  }

  /** The area of a geometry in square degrees; 0 for a point. */
  record Area(Expression geometry) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.DOUBLE;
    }
  }

  /** The centre of a geometry. */
  record Centroid(Expression geometry) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.POINT;
    }
  }

  /** The longitude or latitude of a point in degrees. */
  record Coordinate(Axis axis, Expression point) implements Expression {
    /** Which coordinate. */
    public enum Axis {
      LONGITUDE,
      LATITUDE
    }

    @Override
    public ValueType type() {
      return ValueType.DOUBLE;
    }
  }

  /** The first geometry lies wholly in the second, borders included; unknown if one is NULL. */
  record Contains(Expression inner, Expression outer) implements Condition {}

  /** The geometries have a point in common, borders included; unknown if one is NULL. */
  record Intersects(Expression left, Expression right) implements Condition {}
}
