// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.nasmyth.calibration.oca.rules.Condition;
import org.nasmyth.calibration.oca.rules.Evaluation;
import org.nasmyth.calibration.oca.rules.Keywords;
import org.nasmyth.calibration.oca.rules.Operand;
import org.nasmyth.calibration.oca.rules.RuleSet.Assignment;
import org.nasmyth.calibration.oca.rules.RuleSet.Classification;
import org.nasmyth.calibration.oca.rules.Value;

/**
 * Makes of rules' conditions what a database can be asked for. Keywords that classification gives
 * are followed back to the conditions under which it gives them. What cannot be followed becomes
 * {@link Weaker#ANY}, so nothing for which the condition holds is ever missed. Used by one thread.
 */
final class Weakening {

  /** Classification that builds on classification deeper than this is not followed. */
  private static final int DEEPEST = 6;

  private final Map<String, List<Given>> given = new HashMap<>();
  private final View view;
  private int depth;

  /** What a classification rule gives a keyword. */
  private record Given(Condition when, Operand value) {}

  /**
   * How frames look before they are classified.
   *
   * @param fixed keywords whose value is known
   * @param columns whether a keyword can have a value that the table has; others are undefined
   * @param tells whether the table may be asked for the keyword; if not, nothing follows from it
   */
  record View(Map<String, Value> fixed, Predicate<String> columns, Predicate<String> tells) {}

  Weakening(List<Classification> classifications, View view) {
    this.view = view;
    for (Classification rule : classifications) {
      for (Assignment assignment : rule.assignments()) {
        given
            .computeIfAbsent(assignment.keyword(), k -> new ArrayList<>())
            .add(new Given(rule.when(), assignment.value()));
      }
    }
  }

  /**
   * What follows from a condition that holds for one of some inputs at least.
   *
   * @param strict whether {@code tryBetween} has to hold, too
   */
  Weaker of(Condition condition, Collection<Keywords> inputs, boolean strict) {
    if (condition instanceof Condition.Always always) {
      return always.holds() ? Weaker.ANY : Weaker.NONE;
    }
    if (condition instanceof Condition.All all) {
      return Weaker.all(all.parts().stream().map(part -> of(part, inputs, strict)).toList());
    }
    if (condition instanceof Condition.Some some) {
      return Weaker.some(some.parts().stream().map(part -> of(part, inputs, strict)).toList());
    }
    if (condition instanceof Condition.Not not) {
      return negated(not.part(), inputs, strict);
    }
    List<Weaker> parts = new ArrayList<>();
    for (Keywords input : inputs) {
      parts.add(atom(condition, input, strict));
    }
    return Weaker.some(parts);
  }

  /** Of what is denied only the structure is followed, and what {@code not not} says. */
  private Weaker negated(Condition condition, Collection<Keywords> inputs, boolean strict) {
    if (condition instanceof Condition.Always always) {
      return always.holds() ? Weaker.NONE : Weaker.ANY;
    }
    if (condition instanceof Condition.All all) {
      return Weaker.some(all.parts().stream().map(part -> negated(part, inputs, strict)).toList());
    }
    if (condition instanceof Condition.Some some) {
      return Weaker.all(some.parts().stream().map(part -> negated(part, inputs, strict)).toList());
    }
    if (condition instanceof Condition.Not not) {
      // A tryBetween below an odd number of negations is looser when it is strict.
      return strict ? Weaker.ANY : of(not.part(), inputs, false);
    }
    return Weaker.ANY;
  }

  private Weaker atom(Condition condition, Keywords input, boolean strict) {
    if (condition instanceof Condition.Comparison comparison) {
      return compared(
          comparison.relation(), form(comparison.left(), input), form(comparison.right(), input));
    }
    if (condition instanceof Condition.Between between) {
      if (between.preferred() && !strict) {
        return Weaker.ANY;
      }
      Form operand = form(between.operand(), input);
      return Weaker.all(
          List.of(
              compared(Condition.Relation.GREATER_OR_EQUAL, operand, form(between.low(), input)),
              compared(Condition.Relation.LESS_OR_EQUAL, operand, form(between.high(), input))));
    }
    if (condition instanceof Condition.Like like
        && form(like.operand(), input) instanceof Form.Shifted of
        && of.isPlain()
        && form(like.pattern(), input) instanceof Form.Fixed pattern) {
      return pattern.value() instanceof Value.Text text
          ? keyword(of.keyword(), condition, input, new Weaker.Like(of.keyword(), text.text()))
          : Weaker.NONE;
    }
    if (condition instanceof Condition.Is is
        && form(is.operand(), input) instanceof Form.Shifted of
        && is.kind() != Condition.Kind.UNDEFINED) {
      return keyword(of.keyword(), condition, input, new Weaker.Defined(of.keyword()));
    }
    return Weaker.ANY;
  }

  // Operands

  /** What an operand is once the input is known. */
  private sealed interface Form {
    record Fixed(Value value) implements Form {}

    /** A keyword, or a number of it with another added: {@code sign · keyword + offset}. */
    record Shifted(String keyword, int sign, double offset, boolean number) implements Form {
      boolean isPlain() {
        return !number;
      }
    }

    /** Something else. */
    record Opaque() implements Form {}
  }

  private Form form(Operand operand, Keywords input) {
    if (operand instanceof Operand.Literal literal) {
      return new Form.Fixed(literal.value());
    }
    if (operand instanceof Operand.Keyword keyword) {
      return keyword.ofInput()
          ? new Form.Fixed(input.get(keyword.name()))
          : new Form.Shifted(keyword.name(), 1, 0, false);
    }
    double offset = 0;
    Form.Shifted of = null;
    for (Operand.Term term : ((Operand.Sum) operand).terms()) {
      int sign = term.subtracted() ? -1 : 1;
      Form part = form(term.operand(), input);
      if (part instanceof Form.Fixed fixed) {
        if (fixed.value().asNumber().isEmpty()) {
          return new Form.Fixed(Value.Undefined.NONE);
        }
        offset += sign * fixed.value().asNumber().getAsDouble();
      } else if (part instanceof Form.Shifted shifted && of == null) {
        of = new Form.Shifted(shifted.keyword(), sign * shifted.sign(), 0, true);
        offset += sign * shifted.offset();
      } else {
        return new Form.Opaque();
      }
    }
    return of == null
        ? new Form.Fixed(Value.of(offset))
        : new Form.Shifted(of.keyword(), of.sign(), offset, true);
  }

  // Comparisons

  private Weaker compared(Condition.Relation relation, Form left, Form right) {
    if (left instanceof Form.Fixed && right instanceof Form.Shifted) {
      return compared(relation.mirrored(), right, left);
    }
    if (left instanceof Form.Fixed a && right instanceof Form.Fixed b) {
      return holds(relation, a.value(), b.value()) ? Weaker.ANY : Weaker.NONE;
    }
    if (!(left instanceof Form.Shifted of)
        || !(right instanceof Form.Fixed fixed)
        || relation == Condition.Relation.EQUAL_IF_DEFINED) {
      return Weaker.ANY;
    }
    if (!fixed.value().isDefined()) {
      return Weaker.NONE;
    }
    Condition test =
        new Condition.Comparison(relation, operand(of), new Operand.Literal(fixed.value()));
    return keyword(of.keyword(), test, Keywords.NONE, column(relation, of, fixed.value()));
  }

  private static boolean holds(Condition.Relation relation, Value left, Value right) {
    return Evaluation.of(Keywords.NONE, Keywords.NONE, false)
        .holds(
            new Condition.Comparison(
                relation, new Operand.Literal(left), new Operand.Literal(right)));
  }

  private static Operand operand(Form.Shifted of) {
    Operand keyword = new Operand.Keyword(of.keyword(), false);
    return of.isPlain()
        ? keyword
        : new Operand.Sum(
            List.of(
                new Operand.Term(of.sign() < 0, keyword),
                new Operand.Term(false, new Operand.Literal(Value.of(of.offset())))));
  }

  private static Weaker column(Condition.Relation relation, Form.Shifted of, Value value) {
    if (relation == Condition.Relation.EQUAL && of.isPlain()) {
      return new Weaker.OneOf(of.keyword(), Set.of(value));
    }
    if (!(value instanceof Value.Real real) || relation == Condition.Relation.NOT_EQUAL) {
      return new Weaker.Defined(of.keyword());
    }
    double bound = of.sign() * (real.number() - of.offset());
    // Sums are rounded; a little more never misses a frame.
    double slack = 1e-6 + Math.abs(bound) * 1e-12;
    Condition.Relation seen = of.sign() < 0 ? relation.mirrored() : relation;
    return new Weaker.Within(
        of.keyword(),
        switch (seen) {
          case LESS, LESS_OR_EQUAL -> Ranges.of(Double.NEGATIVE_INFINITY, bound + slack);
          case GREATER, GREATER_OR_EQUAL -> Ranges.of(bound - slack, Double.POSITIVE_INFINITY);
          default -> Ranges.of(bound - slack, bound + slack);
        });
  }

  /**
   * What follows from a condition on one keyword, whose value is the table's or classification's.
   *
   * @param column what follows if it is the table's
   */
  private Weaker keyword(String name, Condition test, Keywords input, Weaker column) {
    List<Weaker> parts = new ArrayList<>();
    Value fixed = view.fixed().get(name);
    if (fixed != null) {
      parts.add(holds(test, name, fixed, input) ? Weaker.ANY : Weaker.NONE);
    } else if (view.columns().test(name)) {
      parts.add(view.tells().test(name) ? column : Weaker.ANY);
    } else {
      parts.add(holds(test, name, Value.Undefined.NONE, input) ? Weaker.ANY : Weaker.NONE);
    }
    for (Given one : given.getOrDefault(name, List.of())) {
      if (!(one.value() instanceof Operand.Literal literal)
          || holds(test, name, literal.value(), input)) {
        parts.add(given(one.when()));
      }
    }
    return Weaker.some(parts);
  }

  private Weaker given(Condition when) {
    if (depth >= DEEPEST) {
      return Weaker.ANY;
    }
    depth++;
    try {
      return of(when, List.of(Keywords.NONE), false);
    } finally {
      depth--;
    }
  }

  private static boolean holds(Condition test, String name, Value value, Keywords input) {
    Keywords keywords = value.isDefined() ? new Keywords(Map.of(name, value)) : Keywords.NONE;
    return Evaluation.of(keywords, input, false).holds(test);
  }
}
