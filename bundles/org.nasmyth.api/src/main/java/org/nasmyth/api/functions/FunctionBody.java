// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.functions;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a function is computed: in Java, or by an expression of the database's own language. */
public sealed interface FunctionBody {

  /** The dialects in which it can run; empty means: in every database that can call Java. */
  Set<String> dialects();

  /**
   * A body in Java, for databases that can call it (the embedded one).
   *
   * @param code what to compute
   * @param strict whether a NULL argument makes the result NULL without calling the code
   */
  record JavaBody(Code code, boolean strict) implements FunctionBody {
    @Override
    public Set<String> dialects() {
      return Set.of();
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
   * each to be used once, because an argument may be long; cast instants to the database's type.
   * Written by the plugin's author, never made from user input.
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
  }

  /** A strict body in Java. */
  static FunctionBody java(Code code) {
    return new JavaBody(code, true);
  }
}
