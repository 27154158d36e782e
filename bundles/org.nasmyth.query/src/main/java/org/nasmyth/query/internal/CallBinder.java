// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.Suggestions;
import org.nasmyth.adql.tree.FunctionCall;
import org.nasmyth.adql.tree.StandardFunction;
import org.nasmyth.adql.tree.UserFunctionCall;
import org.nasmyth.adql.tree.ValueExpression;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Builtin;
import org.nasmyth.sphere.Frame;

/** Binds calls of functions that are not geometry. */
final class CallBinder {

  private final Binding binding;
  private final ValueBinder values;

  CallBinder(Binding binding, ValueBinder values) {
    this.binding = binding;
    this.values = values;
  }

  /** Binds a call of a function of ADQL's own. */
  Expression bind(FunctionCall call) {
    StandardFunction function = call.function();
    return switch (function) {
      case LOWER, UPPER -> folded(call);
      case COALESCE -> coalesce(call);
      case NULLIF -> nullIf(call);
      case IN_UNIT -> new UnitBinder(binding, values).bind(call);
      default -> mathematics(call);
    };
  }

  private Expression folded(FunctionCall call) {
    boolean lower = call.function() == StandardFunction.LOWER;
    binding.require(lower ? AdqlFeatures.Optional.LOWER : AdqlFeatures.Optional.UPPER, call.span());
    Operand operand =
        values.text(call.arguments().get(0), "The argument of " + call.function().name());
    boolean unicode = operand.value().type().datatype() == Datatype.UNICODE_CHAR;
    return new Expression.BuiltinCall(
        lower ? Builtin.LOWER : Builtin.UPPER,
        List.of(operand.value()),
        unicode ? ValueType.UNICODE_STRING : ValueType.STRING);
  }

  private Expression coalesce(FunctionCall call) {
    binding.require(AdqlFeatures.Optional.COALESCE, call.span());
    List<Operand> operands = call.arguments().stream().map(values::operand).toList();
    ValueType type = TypeRules.unify(operands, "The arguments of COALESCE");
    return new Expression.BuiltinCall(
        Builtin.COALESCE,
        operands.stream().map(o -> TypeRules.coerce(o.value(), type, o.span())).toList(),
        type);
  }

  private Expression nullIf(FunctionCall call) {
    Operand value = values.operand(call.arguments().get(0));
    Operand other = values.operand(call.arguments().get(1));
    Comparables.Pair pair = Comparables.align(value, other, binding);
    return new Expression.BuiltinCall(
        Builtin.NULLIF, List.of(pair.left(), pair.right()), pair.left().type());
  }

  private Expression mathematics(FunctionCall call) {
    StandardFunction function = call.function();
    List<Expression> arguments = new ArrayList<>();
    for (ValueExpression argument : call.arguments()) {
      Operand operand = values.number(argument, "The argument of " + function.name());
      arguments.add(
          TypeRules.isNull(operand.value())
              ? new Expression.Constant(null, ValueType.DOUBLE)
              : operand.value());
    }
    ValueType type =
        switch (function) {
          case ABS, CEILING, FLOOR, ROUND, TRUNCATE -> plain(arguments.get(0).type());
          case MOD -> TypeRules.arithmetic(arguments.get(0).type(), arguments.get(1).type());
          default -> ValueType.DOUBLE;
        };
    return new Expression.BuiltinCall(Builtin.valueOf(function.name()), arguments, type);
  }

  private static ValueType plain(ValueType type) {
    return new ValueType(type.datatype(), null, null);
  }

  /** Binds a call of a function that a plugin offers. */
  Expression bind(UserFunctionCall call) {
    List<AdqlFunction> overloads = binding.functions().find(call.name().text());
    if (overloads.isEmpty()) {
      throw unknown(call);
    }
    int count = call.arguments().size();
    List<AdqlFunction> candidates =
        overloads.stream().filter(f -> f.signature().parameters().size() == count).toList();
    if (candidates.isEmpty()) {
      throw wrongCount(overloads, call);
    }
    return candidates.get(0).signature().isAggregate()
        ? values.overGroup(
            candidates.get(0).signature().name(), call.span(), () -> bind(call, candidates))
        : bind(call, candidates);
  }

  private Expression bind(UserFunctionCall call, List<AdqlFunction> candidates) {
    List<Operand> operands = call.arguments().stream().map(values::operand).toList();
    AdqlFunction function = choose(candidates, operands);
    List<FunctionSignature.Parameter> parameters = function.signature().parameters();
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      refuseVariable(operands.get(i), parameters.get(i), function);
      arguments.add(argument(operands.get(i), parameters.get(i).type()));
    }
    checkLiterals(function, arguments, call);
    if (function.body() instanceof FunctionBody.OfLiterals body) {
      return computed(function, body, arguments, call);
    }
    return new Expression.FunctionCall(function, arguments, resultType(function, arguments));
  }

  private static void checkLiterals(
      AdqlFunction function, List<Expression> arguments, UserFunctionCall call) {
    try {
      function.check(literals(arguments));
    } catch (IllegalArgumentException e) {
      throw senseless(function, call, e);
    }
  }

  private static Expression computed(
      AdqlFunction function,
      FunctionBody.OfLiterals body,
      List<Expression> arguments,
      UserFunctionCall call) {
    ValueType type = function.signature().result();
    List<@Nullable Object> literals = literals(arguments);
    if (literals.contains(null)) {
      return new Expression.Constant(null, type);
    }
    try {
      Object value = body.code().apply(literals);
      return value instanceof double[] point && type.shape() == ValueType.Shape.POINT
          ? new Expression.PointOf(number(point[0]), number(point[1]), Frame.ICRS)
          : new Expression.Constant(value, type);
    } catch (IllegalArgumentException e) {
      throw senseless(function, call, e);
    }
  }

  private static Expression number(double value) {
    return new Expression.Constant(value, ValueType.DOUBLE);
  }

  private static List<@Nullable Object> literals(List<Expression> arguments) {
    List<@Nullable Object> literals = new ArrayList<>();
    for (Expression argument : arguments) {
      literals.add(argument instanceof Expression.Constant constant ? constant.value() : null);
    }
    return Collections.unmodifiableList(literals);
  }

  private static Refusal senseless(
      AdqlFunction function, UserFunctionCall call, IllegalArgumentException why) {
    return new Refusal(function.signature().name() + ": " + why.getMessage() + ".", call.span());
  }

  /** The declared type; a text made of texts has letters of any script if they have. */
  private static ValueType resultType(AdqlFunction function, List<Expression> arguments) {
    ValueType type = function.signature().result();
    boolean unicode =
        arguments.stream().anyMatch(a -> a.type().datatype() == Datatype.UNICODE_CHAR);
    return unicode && type.equals(ValueType.STRING) ? ValueType.UNICODE_STRING : type;
  }

  private static void refuseVariable(
      Operand operand, FunctionSignature.Parameter parameter, AdqlFunction function) {
    if (parameter.constant() && !(operand.value() instanceof Expression.Constant)) {
      throw new Refusal(
          "Argument "
              + parameter.name()
              + " of "
              + function.signature().name()
              + " has to be the same for all rows: write a literal, not "
              + operand.words()
              + ".",
          operand.span());
    }
  }

  /** The function whose parameters the arguments fit, rather one that takes just their shapes. */
  private static AdqlFunction choose(List<AdqlFunction> candidates, List<Operand> operands) {
    List<AdqlFunction> fitting =
        candidates.stream().filter(f -> misfit(f.signature(), operands) < 0).toList();
    if (fitting.isEmpty()) {
      AdqlFunction nearest =
          Collections.max(
              candidates, Comparator.comparingInt(f -> misfit(f.signature(), operands)));
      throw wrongType(nearest, candidates, operands);
    }
    return fitting.stream()
        .filter(f -> hasShapes(f.signature(), operands))
        .findFirst()
        .orElse(fitting.get(0));
  }

  /** The position of the first argument that does not fit; -1 if all do. */
  private static int misfit(FunctionSignature signature, List<Operand> operands) {
    for (int i = 0; i < operands.size(); i++) {
      if (!fits(operands.get(i).value(), signature.parameters().get(i).type())) {
        return i;
      }
    }
    return -1;
  }

  private static boolean hasShapes(FunctionSignature signature, List<Operand> operands) {
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i).value().type().shape() != signature.parameters().get(i).type().shape()) {
        return false;
      }
    }
    return true;
  }

  private static Refusal wrongCount(List<AdqlFunction> overloads, UserFunctionCall call) {
    List<Integer> counts =
        overloads.stream().map(f -> f.signature().parameters().size()).distinct().sorted().toList();
    String expected =
        counts.size() == 1
            ? count(counts.get(0), "argument")
            : counts.stream().map(String::valueOf).collect(Collectors.joining(" or "))
                + " arguments";
    return new Refusal(
        "Function "
            + overloads.get(0).signature().name()
            + " takes "
            + expected
            + ", not "
            + call.arguments().size()
            + ": "
            + forms(overloads)
            + ".",
        call.span());
  }

  private static Refusal wrongType(
      AdqlFunction function, List<AdqlFunction> candidates, List<Operand> operands) {
    int index = misfit(function.signature(), operands);
    Operand operand = operands.get(index);
    return new Refusal(
        "Argument "
            + function.signature().parameters().get(index).name()
            + " of "
            + function.signature().name()
            + " cannot be "
            + operand.words()
            + (operand.value() instanceof Expression.Constant
                ? ": "
                : ", which is " + TypeRules.kind(operand.value().type()) + ": ")
            + forms(candidates)
            + ".",
        operand.span());
  }

  private static String forms(List<AdqlFunction> overloads) {
    return overloads.stream()
        .map(function -> function.signature().form())
        .sorted()
        .collect(Collectors.joining("; "));
  }

  private static Expression argument(Operand operand, ValueType wanted) {
    return wanted.isGeometry()
        ? operand.value()
        : TypeRules.coerce(operand.value(), wanted, operand.span());
  }

  private static boolean fits(Expression value, ValueType wanted) {
    ValueType type = value.type();
    if (TypeRules.isNull(value)) {
      return true;
    }
    if (wanted.isGeometry()) {
      return type.isGeometry()
          && (wanted.shape() == ValueType.Shape.REGION || wanted.shape() == type.shape());
    }
    if (wanted.isNumeric()) {
      return type.isNumeric() && isNotNarrower(value, wanted.datatype());
    }
    if (wanted.isString()) {
      return type.isString();
    }
    return type.datatype() == wanted.datatype() && type.isArray() == wanted.isArray();
  }

  private static boolean isNotNarrower(Expression value, Datatype wanted) {
    boolean constant = value instanceof Expression.Constant;
    return switch (value.type().datatype()) {
      case UNSIGNED_BYTE, SHORT -> true;
      case INT -> constant || (wanted != Datatype.SHORT && wanted != Datatype.UNSIGNED_BYTE);
      case LONG -> wanted == Datatype.LONG || wanted == Datatype.FLOAT || wanted == Datatype.DOUBLE;
      case FLOAT -> wanted == Datatype.FLOAT || wanted == Datatype.DOUBLE;
      default -> wanted == Datatype.DOUBLE || (constant && wanted == Datatype.FLOAT);
    };
  }

  private Refusal unknown(UserFunctionCall call) {
    TreeSet<String> names = new TreeSet<>();
    for (StandardFunction function : StandardFunction.values()) {
      names.add(function.name());
    }
    for (Expression.Aggregate.Function function : Expression.Aggregate.Function.values()) {
      names.add(function.name());
    }
    List<AdqlFunction> offered = binding.functions().all();
    offered.forEach(function -> names.add(function.signature().name()));
    Optional<String> near = Suggestions.nearest(call.name().text(), names);
    String advice =
        near.map(name -> " Did you mean " + name + "?")
            .orElse(" The functions of this service are listed in its capabilities.");
    return new Refusal(
        "Unknown function '" + call.name().text() + "'." + advice, call.name().span());
  }

  private static String count(int number, String noun) {
    return (number == 0 ? "no" : String.valueOf(number)) + " " + noun + (number == 1 ? "" : "s");
  }
}
