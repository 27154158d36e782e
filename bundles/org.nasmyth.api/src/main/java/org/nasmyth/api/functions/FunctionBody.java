// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.functions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a function is computed: in Java, by expressions of databases' own languages, or both. A
 * database takes the expression in its dialect if there is one, and the code in Java otherwise, if
 * it can call Java. A function is offered by those services whose database finds one of them. What
 * is computed of literals alone needs no database, and every service offers it.
 */
public sealed interface FunctionBody {

  /** The dialects for which there is a template. */
  Set<String> dialects();

  /**
   * The expression in a dialect, where {@code {0}}, {@code {1}}, … stand for the arguments; empty
   * where there is none.
   */
  Optional<String> template(String dialect);

  /**
   * A body in Java, for databases that can call it (the embedded one). Aggregates cannot have one.
   *
   * @param code what to compute
   * @param strict whether a NULL argument makes the result NULL without calling the code
   * @param templates by dialect name, for databases that cannot call Java or are faster without; as
   *     in {@link SqlTemplates}, and with the same values as the code's
   */
  record JavaBody(Code code, boolean strict, Map<String, String> templates)
      implements FunctionBody {
    /** Copies the map. */
    public JavaBody {
      templates = Map.copyOf(templates);
    }

    /** Code without templates. */
    public JavaBody(Code code, boolean strict) {
      this(code, strict, Map.of());
    }

    /** The same with a template for one more dialect. */
    public JavaBody with(String dialect, String template) {
      Map<String, String> more = new HashMap<>(templates);
      more.put(dialect, template);
      return new JavaBody(code, strict, more);
    }

    @Override
    public Set<String> dialects() {
      return templates.keySet();
    }

    @Override
    public Optional<String> template(String dialect) {
      return Optional.ofNullable(templates.get(dialect));
    }
  }

  /** The code of a Java body. Called from several threads at once. */
  @FunctionalInterface
  interface Code {
    /**
     * Computes one value.
     *
     * @param arguments one for each parameter, in order: Boolean, Short, Integer, Long, Float,
     *     Double or String, as the parameter's type says; instants as DALI's text; numeric arrays
     *     and the geometries POINT, CIRCLE and POLYGON, in degrees, as Java's primitive arrays; a
     *     REGION as STC-S text; null only where the body is not strict
     * @return the value in the class that the signature's result type says, or null
     * @throws IllegalArgumentException if the arguments make no sense; its message reaches the user
     */
    @Nullable Object apply(List<@Nullable Object> arguments);
  }

  /**
   * A body as a template per dialect, where {@code {0}}, {@code {1}}, … stand for the arguments,
   * each to be used once, because an argument may be long and functions stand inside each other.
   * Cast instants to the database's type; arrays are the database's own. Written by the plugin's
   * author, never made from user input.
   *
   * @param templates by dialect name ({@code duckdb}, {@code postgresql}, …)
   */
  record SqlTemplates(Map<String, String> templates) implements FunctionBody {
    /** Copies the map. */
    public SqlTemplates {
      templates = Map.copyOf(templates);
    }

    @Override
    public Set<String> dialects() {
      return templates.keySet();
    }

    @Override
    public Optional<String> template(String dialect) {
      return Optional.ofNullable(templates.get(dialect));
    }
  }

  /**
   * A body in Java for functions of nothing but literals, computed once while the query is read, so
   * that every database can have it: it sees the value alone. Every parameter of the signature is a
   * {@link FunctionSignature.Parameter#constant constant}; a NULL among the literals makes the
   * result NULL without calling the code.
   *
   * @param code what to compute; its result is a value of the signature's result type, a number, a
   *     text or a POINT
   */
  record OfLiterals(Code code) implements FunctionBody {
    @Override
    public Set<String> dialects() {
      return Set.of();
    }

    @Override
    public Optional<String> template(String dialect) {
      return Optional.empty();
    }
  }

  /** A strict body in Java. */
  static JavaBody java(Code code) {
    return new JavaBody(code, true);
  }
}
