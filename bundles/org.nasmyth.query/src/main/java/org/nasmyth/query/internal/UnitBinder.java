// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.Optional;
import org.nasmyth.adql.Suggestions;
import org.nasmyth.adql.tree.FunctionCall;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.adql.tree.StringLiteral;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.units.Unit;
import org.nasmyth.units.UnitException;

/** Binds IN_UNIT (ADQL 2.1, section 4.8) as a multiplication. */
final class UnitBinder {

  private final Binding binding;
  private final ValueBinder values;

  UnitBinder(Binding binding, ValueBinder values) {
    this.binding = binding;
    this.values = values;
  }

  /** The value in the unit; a double. */
  Expression bind(FunctionCall call) {
    binding.require(AdqlFeatures.Optional.IN_UNIT, call.span());
    Operand operand = values.number(call.arguments().get(0), "The first argument of IN_UNIT");
    StringLiteral wanted = (StringLiteral) call.arguments().get(1);
    Unit target = unit(wanted.value(), "", wanted.span());
    Field field = new Meaning(binding).of(operand.value(), "value");
    String present = field.unit();
    if (present == null || present.isBlank()) {
      throw new Refusal(
          Comparables.capital(operand.words())
              + " has no unit that is known, so it cannot be converted; multiply it by the factor.",
          operand.span());
    }
    Unit source =
        unit(
            present,
            Comparables.capital(operand.words()) + " is in '" + present + "'. ",
            operand.span());
    if (!source.isConvertibleTo(target)) {
      throw new Refusal(
          Comparables.capital(operand.words())
              + " is in '"
              + present
              + "', which cannot be converted into '"
              + wanted.value()
              + "'.",
          wanted.span());
    }
    double factor = source.factorTo(target);
    Expression value = TypeRules.coerce(operand.value(), ValueType.DOUBLE, operand.span());
    Expression converted =
        new Expression.Arithmetic(
            Expression.Arithmetic.Operator.MULTIPLY,
            value,
            new Expression.Constant(factor, ValueType.DOUBLE),
            ValueType.DOUBLE);
    binding.noteMeaning(converted, field.withUnit(wanted.value()));
    return converted;
  }

  private static Unit unit(String text, String context, Span span) {
    try {
      return Unit.parse(text);
    } catch (UnitException e) {
      Optional<String> near =
          e.unknownSymbol().flatMap(symbol -> Suggestions.nearest(symbol, Unit.symbols()));
      String advice = near.map(symbol -> " Did you mean " + symbol + "?").orElse("");
      throw new Refusal(context + e.getMessage() + advice, span);
    }
  }
}
