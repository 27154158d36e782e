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
 */
public record FunctionSignature(String name, List<Parameter> parameters, ValueType result) {

  /**
   * One parameter.
   *
   * @param name a regular identifier
   * @param type its type; an argument of a narrower numeric type is widened to it
   */
  public record Parameter(String name, ValueType type) {}

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

  /** A signature. */
  public static FunctionSignature of(String name, ValueType result, Parameter... parameters) {
    return new FunctionSignature(name, List.of(parameters), result);
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
