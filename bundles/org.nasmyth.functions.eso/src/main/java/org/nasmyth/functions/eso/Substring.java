// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.eso;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.osgi.service.component.annotations.Component;

/** The function {@code ESO_SUBSTRING}. */
@Component
public final class Substring implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ESO_SUBSTRING",
        ValueType.STRING,
        new Parameter("string", ValueType.STRING),
        new Parameter("start", ValueType.INT),
        new Parameter("length", ValueType.INT));
  }

  @Override
  public String description() {
    return "The part of a text that begins at a character, counted from 1, with a length.";
  }

  @Override
  public FunctionBody body() {
    return FunctionBody.java(
            arguments ->
                part(
                    (String) arguments.get(0),
                    (Integer) arguments.get(1),
                    (Integer) arguments.get(2)))
        .with("postgresql", "substr({0}, {1}, {2})");
  }

  /** Characters before the first and behind the last count for the length and are not there. */
  private static String part(
      @Nullable String string, @Nullable Integer start, @Nullable Integer length) {
    String text = Objects.requireNonNull(string);
    long first = Objects.requireNonNull(start) - 1L;
    int wanted = Objects.requireNonNull(length);
    if (wanted < 0) {
      throw new IllegalArgumentException("the length must not be negative, got " + wanted);
    }
    int characters = text.codePointCount(0, text.length());
    int from = (int) Math.max(0, Math.min(characters, first));
    int to = (int) Math.max(from, Math.min(characters, first + wanted));
    return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
  }
}
