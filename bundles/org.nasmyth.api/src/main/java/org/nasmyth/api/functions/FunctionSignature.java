// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.functions;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.metadata.WrittenName;

/**
 * What a function is called, takes and gives.
 *
 * @param name a regular identifier; matched ignoring case
 * @param parameters in order; may be empty
 * @param result the type of its value
 * @param kind over what it is computed; the same for all overloads of one name
 */
public record FunctionSignature(
    String name, List<Parameter> parameters, ValueType result, Kind kind) {

  /** Over what a function is computed. */
  public enum Kind {
    /** Over the values of one row. */
    SCALAR,
    /** Over the values of all rows of a group, like {@code MAX}. */
    AGGREGATE
  }

  /**
   * One parameter.
   *
   * @param name a regular identifier
   * @param type its type; an argument of a narrower numeric type is widened to it
   * @param constant whether the argument has to be a literal, the same for all rows
   */
  public record Parameter(String name, ValueType type, boolean constant) {
    /** A parameter for any value. */
    public Parameter(String name, ValueType type) {
      this(name, type, false);
    }

    /** A parameter for a literal. */
    public static Parameter constant(String name, ValueType type) {
      return new Parameter(name, type, true);
    }
  }

  /** Copies the list and checks the names. */
  public FunctionSignature {
    parameters = List.copyOf(parameters);
    if (!WrittenName.isRegular(name)) {
      throw new IllegalArgumentException("'" + name + "' is no regular identifier of ADQL.");
    }
    for (Parameter parameter : parameters) {
      if (!WrittenName.isRegular(parameter.name())) {
        throw new IllegalArgumentException(
            "Parameter '" + parameter.name() + "' of " + name + " is no regular identifier.");
      }
    }
  }

  /** The signature of a function of one row's values. */
  public static FunctionSignature of(String name, ValueType result, Parameter... parameters) {
    return new FunctionSignature(name, List.of(parameters), result, Kind.SCALAR);
  }

  /** The signature of a function of the values of all rows of a group. */
  public static FunctionSignature aggregate(
      String name, ValueType result, Parameter... parameters) {
    return new FunctionSignature(name, List.of(parameters), result, Kind.AGGREGATE);
  }

  /** Whether it is computed over all rows of a group. */
  public boolean isAggregate() {
    return kind == Kind.AGGREGATE;
  }

  /** Name and parameter types, which tell overloads apart, such as {@code f(INTEGER,POINT)}. */
  public String overload() {
    return parameters.stream()
        .map(parameter -> adqlType(parameter.type()))
        .collect(Collectors.joining(",", name.toLowerCase(Locale.ROOT) + "(", ")"));
  }

  /**
   * The form that TAPRegExt wants in a language feature (TAPRegExt 1.0, section 2.3): {@code
   * name(parameter TYPE, …) -> TYPE}.
   */
  public String form() {
    return parameters.stream()
        .map(parameter -> parameter.name() + " " + adqlType(parameter.type()))
        .collect(Collectors.joining(", ", name + "(", ") -> " + adqlType(result)));
  }

  private static String adqlType(ValueType type) {
    ValueType.Shape shape = type.shape();
    if (shape != null) {
      return shape.name();
    }
    if (type.isTimestamp()) {
      return "TIMESTAMP";
    }
    String base =
        switch (type.datatype()) {
          case BOOLEAN -> "BOOLEAN";
          case UNSIGNED_BYTE, SHORT -> "SMALLINT";
          case INT -> "INTEGER";
          case LONG -> "BIGINT";
          case FLOAT -> "REAL";
          case DOUBLE -> "DOUBLE";
          case CHAR, UNICODE_CHAR -> "VARCHAR";
        };
    return type.isArray() ? base + "[]" : base;
  }
}
