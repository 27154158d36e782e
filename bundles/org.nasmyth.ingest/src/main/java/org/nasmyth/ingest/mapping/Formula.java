// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import org.apache.commons.jexl3.JexlArithmetic;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlExpression;
import org.jspecify.annotations.Nullable;

/** An expression of a mapping file. Whatever is computed from nothing is nothing. Immutable. */
final class Formula {

  private final JexlExpression expression;
  private final String place;

  /**
   * An expression that was understood.
   *
   * @param place where it is written, for messages
   */
  Formula(JexlExpression expression, String place) {
    this.expression = expression;
    this.place = place;
  }

  /**
   * The value for a file.
   *
   * @return null for none
   * @throws MappingException if it fails
   */
  @Nullable Object value(Variables file) throws MappingException {
    try {
      return expression.evaluate(new Context(file));
    } catch (JexlException e) {
      if (e.getCause() instanceof JexlArithmetic.NullOperand) {
        return null;
      }
      throw new MappingException(
          place + ": '" + expression.getSourceText() + "' fails: " + reason(e), e);
    }
  }

  /** As it is written. */
  String text() {
    return expression.getSourceText().strip();
  }

  /** Whether a condition holds; one about something that is not there does not. */
  boolean holds(Variables file) throws MappingException {
    Object value = value(file);
    if (value != null && !(value instanceof Boolean)) {
      throw new MappingException(
          place + ": '" + expression.getSourceText() + "' is no condition but gives " + value,
          null);
    }
    return Boolean.TRUE.equals(value);
  }

  private static String reason(JexlException e) {
    Throwable cause = e.getCause();
    String message = cause == null ? e.getMessage() : cause.getMessage();
    return String.valueOf(message);
  }

  private record Context(Variables file) implements JexlContext {
    @Override
    public @Nullable Object get(String name) {
      return file.variable(name);
    }

    @Override
    public boolean has(String name) {
      // A keyword that a file does not have is no mistake of who wrote the expression; but what is
      // part of a longer name, such as ESO of ESO.OBS.ID, must not stand for itself.
      return file.variable(name) != null;
    }

    @Override
    public void set(String name, Object value) {
      throw new UnsupportedOperationException("An expression cannot set " + name + ".");
    }
  }
}
