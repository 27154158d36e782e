// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.units;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text is no unit, or two units measure different things. The message is for the user. */
public final class UnitException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String symbol;

  private UnitException(String message, @Nullable String symbol) {
    super(message);
    this.symbol = symbol;
  }

  UnitException(String message) {
    this(message, null);
  }

  static UnitException unknown(String symbol) {
    return new UnitException("There is no unit '" + symbol + "'.", symbol);
  }

  /** The symbol that is not known, if that is what is wrong; {@link Unit#symbols} has all. */
  public Optional<String> unknownSymbol() {
    return Optional.ofNullable(symbol);
  }
}
