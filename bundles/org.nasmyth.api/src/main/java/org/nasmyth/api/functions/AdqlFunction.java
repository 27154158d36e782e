// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.functions;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A user-defined function of ADQL (ADQL 2.1, section 2.3.5). Register one as an OSGi service and
 * every TAP service whose database can run it offers it from the next request on, in queries and in
 * its capabilities; unregister it and it is gone. Functions of one name with other parameter types
 * are overloads, of which each call gets the one that its arguments fit; of two with the same
 * parameter types, the one with the higher service ranking is used.
 *
 * <p>Implementations are immutable and safe for any thread. All methods but the body's return the
 * same value at each call.
 */
@ConsumerType
public interface AdqlFunction {

  /** Name, parameters and result. */
  FunctionSignature signature();

  /** What it does, in one or two sentences, for the capabilities document. */
  String description();

  /**
   * The unit of its value, in VOUnits' syntax; null where it has none or it depends on the
   * arguments. A number in {@code deg**2} stands for a region, too, whose {@code AREA} it is.
   */
  default @Nullable String unit() {
    return null;
  }

  /**
   * Refuses literals that make no sense, before a query runs.
   *
   * @param literals one for each parameter, in order: Long, Double, Boolean or String where the
   *     query has a literal, null where it has anything else
   * @throws IllegalArgumentException if one makes no sense; its message reaches the user
   */
  default void check(List<@Nullable Object> literals) {}

  /** How it is computed. */
  FunctionBody body();
}
