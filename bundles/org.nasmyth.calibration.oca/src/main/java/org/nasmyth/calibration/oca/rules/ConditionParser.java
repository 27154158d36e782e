// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads conditions. {@code not} binds tighter than {@code and}, {@code and} tighter than {@code
 * or}. What is in parentheses may be a condition or a number; which it is turns out behind it, so
 * nothing is read twice. Used by one thread.
 */
final class ConditionParser {

  /** Deeper nesting is a fault of the file, or meant to exhaust the stack. */
  private static final int DEEPEST = 100;

  private static final String INPUT = "inputFile.";

  private final Tokens tokens;
  private int depth;

  ConditionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** A condition, or an operand that is none. */
  private sealed interface Term {
    record OfCondition(Condition condition) implements Term {}

    record OfOperand(Operand operand, Token at) implements Term {}
  }

  /** Reads a condition up to what cannot belong to it. */
  Condition condition() throws RuleException {
    depth = 0;
    return condition(any());
  }

  /** Reads a value: a string, a number, a keyword, or a sum. */
  Operand operand() throws RuleException {
    depth = 0;
    return operand(sum(primary()));
  }

  private Term any() throws RuleException {
    Term first = all();
    if (!isOr()) {
      return first;
    }
    List<Condition> parts = new ArrayList<>(List.of(condition(first)));
    while (isOr()) {
      tokens.next();
      parts.add(condition(all()));
    }
    return new Term.OfCondition(new Condition.Some(parts));
  }

  private boolean isOr() {
    return tokens.peek().isWord("or") || tokens.peek().isSign("||");
  }

  private boolean isAnd() {
    return tokens.peek().isWord("and") || tokens.peek().isSign("&&");
  }

  private Term all() throws RuleException {
    Term first = not();
    if (!isAnd()) {
      return first;
    }
    List<Condition> parts = new ArrayList<>(List.of(condition(first)));
    while (isAnd()) {
      tokens.next();
      parts.add(condition(not()));
    }
    return new Term.OfCondition(new Condition.All(parts));
  }

  private Term not() throws RuleException {
    boolean negated = false;
    boolean any = false;
    while (tokens.takeWord("not") || tokens.takeSign("!")) {
      negated = !negated;
      any = true;
    }
    Term term = comparison();
    if (!any) {
      return term;
    }
    Condition condition = condition(term);
    return new Term.OfCondition(negated ? new Condition.Not(condition) : condition);
  }

  private Term comparison() throws RuleException {
    Term first = primary();
    if (first instanceof Term.OfCondition) {
      return first;
    }
    Term left = sum(first);
    Token token = tokens.peek();
    Optional<Condition.Relation> relation = relation(token);
    if (relation.isPresent()) {
      tokens.next();
      return of(new Condition.Comparison(relation.get(), operand(left), operand(sum(primary()))));
    }
    if (token.isWord("like")) {
      tokens.next();
      return of(new Condition.Like(operand(left), operand(sum(primary()))));
    }
    if (token.isWord("not") && tokens.peekSecond().isWord("like")) {
      tokens.next();
      tokens.next();
      return of(new Condition.Not(new Condition.Like(operand(left), operand(sum(primary())))));
    }
    if (token.isWord("between") || token.isWord("tryBetween")) {
      tokens.next();
      Operand low = operand(sum(primary()));
      tokens.needWord("and", "between the two ends of '" + token.text() + "'");
      Operand high = operand(sum(primary()));
      return of(new Condition.Between(operand(left), low, high, token.isWord("tryBetween")));
    }
    if (token.isWord("is")) {
      tokens.next();
      boolean negated = tokens.takeWord("not");
      Condition is = new Condition.Is(operand(left), kind());
      return of(negated ? new Condition.Not(is) : is);
    }
    return left;
  }

  private Condition.Kind kind() throws RuleException {
    return switch (tokens.peek().folded()) {
      case "string" -> taken(Condition.Kind.STRING);
      case "number", "numeric" -> taken(Condition.Kind.NUMBER);
      case "defined" -> taken(Condition.Kind.DEFINED);
      case "undefined" -> taken(Condition.Kind.UNDEFINED);
      default -> throw tokens.expected("string, number, defined or undefined", "after 'is'");
    };
  }

  private Condition.Kind taken(Condition.Kind kind) {
    tokens.next();
    return kind;
  }

  /** A single {@code =} is taken for what is meant. */
  private static Optional<Condition.Relation> relation(Token token) {
    if (token.isSign("=")) {
      return Optional.of(Condition.Relation.EQUAL);
    }
    for (Condition.Relation relation : Condition.Relation.values()) {
      if (token.isSign(relation.sign())) {
        return Optional.of(relation);
      }
    }
    return Optional.empty();
  }

  private Term sum(Term first) throws RuleException {
    if (!(tokens.peek().isSign("+") || tokens.peek().isSign("-"))) {
      return first;
    }
    List<Operand.Term> terms = new ArrayList<>();
    terms.add(new Operand.Term(false, operand(first)));
    while (tokens.peek().isSign("+") || tokens.peek().isSign("-")) {
      boolean subtracted = tokens.next().isSign("-");
      terms.add(new Operand.Term(subtracted, operand(primary())));
    }
    return new Term.OfOperand(new Operand.Sum(terms), tokens.peek());
  }

  private Term primary() throws RuleException {
    Token token = tokens.peek();
    if (token.isSign("(")) {
      if (++depth > DEEPEST) {
        throw new RuleException(
            token, "parentheses are nested too deep; write the condition more simply");
      }
      tokens.next();
      Term inside = any();
      tokens.needSign(")", "at the end of what begins in line " + token.line());
      depth--;
      return inside;
    }
    return switch (token.kind()) {
      case STRING -> literal(Value.of(token.text()));
      case NUMBER -> literal(number(token, 1));
      case WORD -> word(token);
      case SIGN -> signed(token);
      default -> throw tokens.expected("a keyword, a number or a \"text\"", "in a condition");
    };
  }

  private Term signed(Token token) throws RuleException {
    if (!(token.isSign("-") || token.isSign("+"))) {
      throw tokens.expected("a keyword, a number or a \"text\"", "in a condition");
    }
    tokens.next();
    boolean negative = token.isSign("-");
    if (tokens.peek().kind() == Token.Kind.NUMBER) {
      return literal(number(tokens.peek(), negative ? -1 : 1));
    }
    if (++depth > DEEPEST) {
      throw new RuleException(token, "signs are nested too deep; write the condition more simply");
    }
    Operand operand = operand(primary());
    depth--;
    return negative
        ? new Term.OfOperand(
            new Operand.Sum(List.of(new Operand.Term(true, operand))), tokens.peek())
        : new Term.OfOperand(operand, tokens.peek());
  }

  private static Value number(Token token, int sign) throws RuleException {
    double number = Double.parseDouble(token.text());
    if (!Double.isFinite(number)) {
      throw new RuleException(token, token.text() + " is too large a number");
    }
    return Value.of(sign * number);
  }

  private Term literal(Value value) {
    return new Term.OfOperand(new Operand.Literal(value), tokens.next());
  }

  private Term word(Token token) throws RuleException {
    if (token.text().equals("T") || token.text().equals("F")) {
      return literal(Value.of(token.text()));
    }
    if (RuleParser.RESERVED.contains(token.folded())) {
      throw tokens.expected("a keyword, a number or a \"text\"", "in a condition");
    }
    tokens.next();
    String name = token.text();
    boolean ofInput = name.startsWith(INPUT);
    return new Term.OfOperand(
        new Operand.Keyword(ofInput ? name.substring(INPUT.length()) : name, ofInput), token);
  }

  private static Term of(Condition condition) {
    return new Term.OfCondition(condition);
  }

  private Operand operand(Term term) throws RuleException {
    if (term instanceof Term.OfOperand one) {
      return one.operand();
    }
    throw new RuleException(
        tokens.peek(), "a value is needed here, and what stands before it is a condition");
  }

  private Condition condition(Term term) throws RuleException {
    if (term instanceof Term.OfCondition one) {
      return one.condition();
    }
    Term.OfOperand one = (Term.OfOperand) term;
    if (one.operand() instanceof Operand.Literal literal
        && literal.value() instanceof Value.Text text
        && (text.text().equals("T") || text.text().equals("F"))) {
      return new Condition.Always(text.text().equals("T"));
    }
    throw tokens.expected("a comparison such as == or like", "after a value");
  }
}
