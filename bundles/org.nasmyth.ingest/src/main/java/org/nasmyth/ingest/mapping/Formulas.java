// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.jexl3.JexlArithmetic;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.jspecify.annotations.Nullable;

/**
 * Understands expressions of mapping files: Commons JEXL without loops, assignments, new objects
 * and whatever reaches beyond texts and numbers. Safe for any thread.
 */
final class Formulas {

  private final JexlEngine engine;

  Formulas() {
    Map<@Nullable String, Object> functions = new HashMap<>();
    functions.put(null, new Functions());
    engine =
        new JexlBuilder()
            .permissions(new JexlPermissions.ClassPermissions(Functions.class))
            .features(
                new JexlFeatures()
                    .loops(false)
                    .newInstance(false)
                    .sideEffect(false)
                    .sideEffectGlobal(false)
                    .lambda(false)
                    .pragma(false)
                    .annotation(false)
                    .script(false))
            .namespaces(functions(functions))
            .arithmetic(new JexlArithmetic(true))
            .antish(true)
            // Keywords that a file lacks are nothing; what is computed of nothing is told by the
            // arithmetic, which is strict.
            .strict(false)
            .silent(false)
            .cache(0)
            .create();
  }

  @SuppressWarnings("NullAway") // JEXL's name for functions without a prefix is null.
  private static Map<String, Object> functions(Map<@Nullable String, Object> functions) {
    return new HashMap<>(functions);
  }

  /**
   * Understands an expression.
   *
   * @param place where it is written, for messages
   * @throws MappingException if it is none
   */
  Formula formula(String text, String place) throws MappingException {
    try {
      return new Formula(engine.createExpression(text), place);
    } catch (JexlException e) {
      throw new MappingException(place + ": '" + text + "' is no expression: " + e.getDetail(), e);
    }
  }
}
