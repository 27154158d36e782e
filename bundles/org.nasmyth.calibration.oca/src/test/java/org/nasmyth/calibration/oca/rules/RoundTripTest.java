// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.nasmyth.calibration.oca.rules.RuleSet.Classification;

@Label("Conditions")
class RoundTripTest {

  @Property
  @Label("are read as they were written, with as few parentheses as they need")
  void conditions(@ForAll("conditions") Condition condition) {
    String text = "if " + write(condition, 0) + " then { RAW.TYPE = \"x\"; }";
    RuleSet rules = RuleParser.parse("X.oca", text);

    assertThat(rules.problems()).as(text).isEmpty();
    assertThat(rules.classifications()).extracting(Classification::when).containsExactly(condition);
  }

  @Property
  @Label("are read or told of, whatever stands there; nothing is lost silently")
  void anything(@ForAll("words") List<String> words, @ForAll boolean line) {
    String text = String.join(line ? "\n" : " ", words);
    RuleSet rules = RuleParser.parse("X.oca", text + "\nif A.LAST == 1 then { A.X = 1; }");

    long actions = words.stream().filter("action"::equals).count();
    long ifs = words.stream().filter("if"::equals).count();
    if (rules.problems().isEmpty()) {
      assertThat(rules.actions()).hasSize((int) actions);
      assertThat(rules.classifications()).hasSize((int) ifs + 1);
    }
    assertThat(rules.problems()).allMatch(problem -> problem.line() >= 1 && problem.column() >= 1);
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.of(
            "if",
            "then",
            "{",
            "}",
            "(",
            ")",
            ";",
            "=",
            "==",
            "like",
            "between",
            "and",
            "or",
            "not",
            "select",
            "execute",
            "file",
            "as",
            "from",
            "inputFiles",
            "calibFiles",
            "where",
            "group",
            "by",
            "action",
            "recipe",
            "product",
            "minRet",
            "A.B",
            "X",
            "\"t\"",
            "1",
            "-",
            "T",
            "is",
            "string",
            "?=",
            ",",
            "~")
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<Condition> conditions() {
    return conditions(3);
  }

  private Arbitrary<Condition> conditions(int depth) {
    Arbitrary<Condition> simple =
        Arbitraries.oneOf(comparisons(), Arbitraries.of(true, false).map(Condition.Always::new));
    if (depth == 0) {
      return simple;
    }
    Arbitrary<Condition> parts = conditions(depth - 1);
    return Arbitraries.oneOf(
        simple,
        parts.list().ofMinSize(2).ofMaxSize(3).map(Condition.All::new),
        parts.list().ofMinSize(2).ofMaxSize(3).map(Condition.Some::new),
        parts.map(RoundTripTest::not));
  }

  /** Twice denied is not told from not denied. */
  private static Condition not(Condition condition) {
    return condition instanceof Condition.Not not ? not.part() : new Condition.Not(condition);
  }

  private Arbitrary<Condition> comparisons() {
    Arbitrary<Condition> compared =
        Combinators.combine(Arbitraries.of(Condition.Relation.class), operands(2), operands(2))
            .as(Condition.Comparison::new);
    Arbitrary<Condition> like =
        Combinators.combine(operands(2), operands(2)).as(Condition.Like::new);
    Arbitrary<Condition> between =
        Combinators.combine(operands(2), operands(2), operands(2), Arbitraries.of(true, false))
            .as(Condition.Between::new);
    Arbitrary<Condition> is =
        Combinators.combine(operands(2), Arbitraries.of(Condition.Kind.class))
            .as(Condition.Is::new);
    return Arbitraries.oneOf(compared, like, between, is);
  }

  private Arbitrary<Operand> operands(int depth) {
    Arbitrary<Operand> simple =
        Arbitraries.oneOf(
            Arbitraries.of("MJD-OBS", "DPR.CATG", "INS.FILT1.NAME", "A").map(RoundTripTest::own),
            Arbitraries.of("MJD-OBS", "DET.DIT").map(name -> new Operand.Keyword(name, true)),
            Arbitraries.strings()
                .withChars("ABz09 %_.,#/=-+")
                .ofMaxLength(8)
                .map(text -> new Operand.Literal(Value.of(text))),
            Arbitraries.doubles()
                .between(-1e6, 1e6)
                .map(number -> new Operand.Literal(Value.of(number + 0.0))));
    if (depth == 0) {
      return simple;
    }
    Arbitrary<Operand.Term> terms =
        Combinators.combine(Arbitraries.of(true, false), operands(depth - 1)).as(Operand.Term::new);
    return Arbitraries.oneOf(
        simple,
        Combinators.combine(operands(depth - 1), terms.list().ofMinSize(1).ofMaxSize(3))
            .as(RoundTripTest::sum));
  }

  private static Operand own(String name) {
    return new Operand.Keyword(name, false);
  }

  private static Operand sum(Operand first, List<Operand.Term> rest) {
    List<Operand.Term> terms = new java.util.ArrayList<>();
    terms.add(new Operand.Term(false, first));
    terms.addAll(rest);
    return new Operand.Sum(terms);
  }

  // Writing: 0 where anything may stand, 1 within or, 2 within and, 3 behind not

  private static String write(Condition condition, int place) {
    if (condition instanceof Condition.Always always) {
      return always.holds() ? "(T)" : "(F)";
    }
    if (condition instanceof Condition.All all) {
      return bracketed(
          place >= 2,
          all.parts().stream().map(part -> write(part, 2)).collect(Collectors.joining(" and ")));
    }
    if (condition instanceof Condition.Some some) {
      return bracketed(
          place >= 1,
          some.parts().stream().map(part -> write(part, 1)).collect(Collectors.joining(" or ")));
    }
    if (condition instanceof Condition.Not not) {
      return "not " + write(not.part(), 3);
    }
    if (condition instanceof Condition.Comparison comparison) {
      return write(comparison.left(), false)
          + comparison.relation().sign()
          + write(comparison.right(), false);
    }
    if (condition instanceof Condition.Like like) {
      return write(like.operand(), false) + " like " + write(like.pattern(), false);
    }
    if (condition instanceof Condition.Between between) {
      return write(between.operand(), false)
          + (between.preferred() ? " tryBetween " : " between ")
          + write(between.low(), false)
          + " and "
          + write(between.high(), false);
    }
    Condition.Is is = (Condition.Is) condition;
    return write(is.operand(), false)
        + " is "
        + is.kind().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String bracketed(boolean needed, String text) {
    return needed ? "(" + text + ")" : text;
  }

  private static String write(Operand operand, boolean withinSum) {
    if (operand instanceof Operand.Keyword keyword) {
      return (keyword.ofInput() ? "inputFile." : "") + keyword.name() + " ";
    }
    if (operand instanceof Operand.Literal literal) {
      return literal.value() instanceof Value.Text text
          ? '"' + text.text() + '"'
          : new java.math.BigDecimal(literal.value().asNumber().orElseThrow()).toPlainString();
    }
    StringBuilder text = new StringBuilder();
    for (Operand.Term term : ((Operand.Sum) operand).terms()) {
      text.append(text.isEmpty() ? "" : term.subtracted() ? " - " : " + ")
          .append(write(term.operand(), true));
    }
    return bracketed(withinSum, text.toString());
  }
}
