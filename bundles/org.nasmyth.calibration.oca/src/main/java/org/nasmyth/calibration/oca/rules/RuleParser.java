// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.nasmyth.calibration.oca.rules.RuleSet.Action;
import org.nasmyth.calibration.oca.rules.RuleSet.Assignment;
import org.nasmyth.calibration.oca.rules.RuleSet.Classification;
import org.nasmyth.calibration.oca.rules.RuleSet.Count;
import org.nasmyth.calibration.oca.rules.RuleSet.From;
import org.nasmyth.calibration.oca.rules.RuleSet.MadeProduct;
import org.nasmyth.calibration.oca.rules.RuleSet.Organisation;
import org.nasmyth.calibration.oca.rules.RuleSet.Problem;
import org.nasmyth.calibration.oca.rules.RuleSet.Recipe;
import org.nasmyth.calibration.oca.rules.RuleSet.Selection;

/**
 * Reads rules. Takes what real files have instead of what they should have where it is clear what
 * is meant (missing semicolons, braces too many, counts left out or given twice); a rule that
 * cannot be read is told of and left out, and reading goes on with the next one. Takes time in
 * proportion to the length of the text. Used by one thread, once.
 */
public final class RuleParser {

  /** Words that are no names of keywords. */
  static final Set<String> RESERVED =
      Set.of(
          "if",
          "then",
          "and",
          "or",
          "not",
          "like",
          "between",
          "trybetween",
          "is",
          "select",
          "execute",
          "from",
          "where",
          "group",
          "by",
          "as",
          "action",
          "recipe",
          "product",
          "file",
          "minret",
          "maxret");

  private static final int MOST_PROBLEMS = 1000;

  private final String file;
  private final Tokens tokens;
  private final ConditionParser conditions;
  private final List<Classification> classifications = new ArrayList<>();
  private final List<Organisation> organisations = new ArrayList<>();
  private final List<Action> actions = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private RuleParser(String file, String text) {
    this.file = file;
    this.tokens = new Tokens(new Lexer(text).tokens());
    this.conditions = new ConditionParser(tokens);
  }

  /**
   * Reads the text of a file.
   *
   * @param file its name, for messages
   */
  public static RuleSet parse(String file, String text) {
    return new RuleParser(file, text).rules();
  }

  private RuleSet rules() {
    Pending counts = new Pending();
    while (tokens.peek().kind() != Token.Kind.END) {
      Token token = tokens.peek();
      int before = tokens.read();
      int braces = tokens.braces();
      try {
        if (token.isWord("if")) {
          classifications.add(classification());
        } else if (isCount(token)) {
          count(counts);
          continue;
        } else if (token.isWord("select")) {
          organisations.add(organisation(counts.take().least()));
        } else if (token.isWord("action")) {
          actions.add(action());
        } else if (token.isSign("}")) {
          tell(token, "there is a '}' too many; it is passed over");
          tokens.next();
        } else if (token.isSign(";")) {
          tokens.next();
        } else {
          throw tokens.expected("'if', 'select' or 'action'", "at the beginning of a rule");
        }
      } catch (RuleException e) {
        problems.add(e.problem());
        if (tokens.read() == before) {
          tokens.next();
        }
        skipToRule(braces);
      }
      counts = new Pending();
      if (problems.size() >= MOST_PROBLEMS) {
        tell(tokens.peek(), "so much cannot be read that the rest is left out");
        break;
      }
    }
    return new RuleSet(file, classifications, organisations, actions, problems);
  }

  // Classification

  private Classification classification() throws RuleException {
    int line = tokens.next().line();
    Condition when = conditions.condition();
    if (!tokens.takeWord("then") && !tokens.peek().isSign("{")) {
      throw tokens.expected("'then'", "after the condition that begins in line " + line);
    }
    if (!tokens.peek().isSign("{")) {
      Assignment one = assignment();
      tokens.takeSign(";");
      return new Classification(when, List.of(one), line);
    }
    return new Classification(when, block(line), line);
  }

  private List<Assignment> block(int line) throws RuleException {
    tokens.needSign("{", "before assignments");
    List<Assignment> assignments = new ArrayList<>();
    while (!tokens.takeSign("}")) {
      Token token = tokens.peek();
      if (token.kind() == Token.Kind.END || beginsRule(token)) {
        tell(token, "the '}' of what begins in line " + line + " is missing; it is assumed here");
        break;
      }
      if (!tokens.takeSign(";")) {
        assignments.add(assignment());
      }
    }
    return assignments;
  }

  private Assignment assignment() throws RuleException {
    if (RESERVED.contains(tokens.peek().folded())) {
      throw tokens.expected("a keyword", "at the beginning of an assignment");
    }
    String keyword = tokens.needName("a keyword", "at the beginning of an assignment");
    if (!tokens.takeSign("=") && !tokens.takeSign("==")) {
      throw tokens.expected("'='", "after the keyword " + keyword);
    }
    return new Assignment(keyword, conditions.operand());
  }

  // Organisation

  private Organisation organisation(int least) throws RuleException {
    int line = tokens.next().line();
    tokens.needWord("execute", "after 'select'");
    tokens.needSign("(", "after 'execute'");
    String action = tokens.needName("the name of an action", "after 'execute('");
    tokens.needSign(")", "after the name of the action");
    From from = from();
    Condition where =
        tokens.takeWord("where") ? conditions.condition() : new Condition.Always(true);
    List<String> groupBy = new ArrayList<>();
    List<String> variables = new ArrayList<>();
    if (tokens.takeWord("group")) {
      tokens.needWord("by", "after 'group'");
      groupBy.addAll(names("a keyword", "after 'group by'"));
      if (tokens.takeWord("as")) {
        boolean bracketed = tokens.takeSign("(");
        variables.addAll(names("a name", "after 'as'"));
        if (bracketed) {
          tokens.needSign(")", "after the names of 'as'");
        }
      }
    }
    end("the rule for " + action);
    return new Organisation(action, from, where, groupBy, variables, least, line);
  }

  private List<String> names(String what, String where) throws RuleException {
    List<String> names = new ArrayList<>();
    do {
      names.add(tokens.needName(what, where));
    } while (tokens.takeSign(","));
    return names;
  }

  private From from() throws RuleException {
    tokens.needWord("from", "before where to look");
    for (From from : From.values()) {
      if (tokens.takeWord(from.word())) {
        return from;
      }
    }
    throw tokens.expected("inputFiles, calibFiles or rawFiles", "after 'from'");
  }

  // Actions

  private Action action() throws RuleException {
    Token start = tokens.next();
    String name = tokens.needName("a name", "after 'action'");
    tokens.needSign("{", "after the action's name " + name);
    List<Selection> selections = new ArrayList<>();
    List<Recipe> recipes = new ArrayList<>();
    List<MadeProduct> products = new ArrayList<>();
    boolean whole = true;
    int braces = tokens.braces();
    Pending counts = new Pending();
    while (!tokens.takeSign("}")) {
      Token token = tokens.peek();
      int before = tokens.read();
      if (token.kind() == Token.Kind.END || endsAction(token)) {
        tell(token, "the '}' of action " + name + " is missing; it is assumed here");
        break;
      }
      try {
        if (isCount(token)) {
          count(counts);
        } else if (token.isWord("select")) {
          selections.add(selection(counts.take()));
          counts = new Pending();
        } else if (token.isWord("recipe")) {
          recipes.add(recipe());
        } else if (token.isWord("product")) {
          products.add(product());
        } else if (!tokens.takeSign(";")) {
          throw tokens.expected(
              "'select', 'recipe', 'product', 'minRet' or 'maxRet'", "within action " + name);
        }
      } catch (RuleException e) {
        problems.add(e.problem());
        whole = false;
        counts = new Pending();
        if (tokens.read() == before) {
          tokens.next();
        }
        skipToStatement(braces);
      }
    }
    tokens.takeSign(";");
    if (actions.stream().anyMatch(other -> other.name().equals(name))) {
      tell(start, "there is an action " + name + " further up; this one counts instead");
    }
    return new Action(name, selections, recipes, products, whole, start.line());
  }

  private Selection selection(Count count) throws RuleException {
    int line = tokens.next().line();
    tokens.takeWord("file");
    tokens.takeWord("files");
    tokens.needWord("as", "after 'select file'");
    String tag = tokens.needName("a name", "after 'select file as'");
    From from = from();
    Condition where =
        tokens.takeWord("where") ? conditions.condition() : new Condition.Always(true);
    end("the selection of " + tag);
    return new Selection(tag, from, where, count, line);
  }

  private Recipe recipe() throws RuleException {
    tokens.next();
    String name = tokens.needName("a name", "after 'recipe'");
    List<String> options = new ArrayList<>();
    if (tokens.takeSign("{")) {
      while (!tokens.takeSign("}")) {
        if (tokens.peek().kind() == Token.Kind.STRING) {
          options.add(tokens.next().text());
        } else if (!tokens.takeSign(";") && !tokens.takeSign(",")) {
          throw tokens.expected("an option such as \"--x=y\"", "within recipe " + name);
        }
      }
    }
    tokens.takeSign(";");
    return new Recipe(name, options);
  }

  private MadeProduct product() throws RuleException {
    int line = tokens.next().line();
    String tag = tokens.needName("a name", "after 'product'");
    List<Assignment> assignments = tokens.peek().isSign("{") ? block(line) : List.of();
    tokens.takeSign(";");
    return new MadeProduct(tag, assignments, line);
  }

  // What rules have in common

  /** How many files; given before what it is about, and perhaps more than once. */
  private static final class Pending {
    private int least = Count.ONE.least();
    private int most = -1;

    Count take() {
      return new Count(least, most < 0 ? Math.max(least, Count.ONE.most()) : most);
    }
  }

  private static boolean isCount(Token token) {
    return token.isWord("minRet") || token.isWord("maxRet");
  }

  private void count(Pending counts) throws RuleException {
    Token token = tokens.next();
    if (!tokens.takeSign("=") && !tokens.takeSign("==")) {
      throw tokens.expected("'='", "after '" + token.text() + "'");
    }
    if (tokens.peek().kind() != Token.Kind.NUMBER) {
      throw tokens.expected("a number", "after '" + token.text() + "='");
    }
    int number = (int) Math.round(Double.parseDouble(tokens.next().text()));
    if (token.isWord("minRet")) {
      counts.least = number;
    } else {
      counts.most = number;
    }
    tokens.takeSign(";");
    tokens.takeSign(",");
  }

  /** A semicolon may be missing before what can only be the next rule. */
  private void end(String what) throws RuleException {
    Token token = tokens.peek();
    if (tokens.takeSign(";")
        || token.kind() == Token.Kind.END
        || token.isSign("}")
        || beginsRule(token)
        || beginsStatement(token)) {
      return;
    }
    throw tokens.expected("';'", "at the end of " + what);
  }

  private static boolean beginsRule(Token token) {
    return token.isWord("if") || token.isWord("select") || token.isWord("action");
  }

  private boolean endsAction(Token token) {
    return token.isWord("if")
        || token.isWord("action")
        || (token.isWord("select") && tokens.peekSecond().isWord("execute"));
  }

  /** Passes over the rest of a rule that cannot be read. */
  private void skipToRule(int outside) {
    while (tokens.peek().kind() != Token.Kind.END && !endsAction(tokens.peek())) {
      Token token = tokens.next();
      boolean out = tokens.braces() <= outside;
      if (out && (token.isSign("}") || (token.isSign(";") && isCount(tokens.peek())))) {
        return;
      }
    }
  }

  /** Passes over the rest of a part of an action that cannot be read. */
  private void skipToStatement(int inside) {
    while (tokens.peek().kind() != Token.Kind.END && !endsAction(tokens.peek())) {
      boolean out = tokens.braces() <= inside;
      if (out && (tokens.peek().isSign("}") || beginsStatement(tokens.peek()))) {
        return;
      }
      if (tokens.next().isSign(";") && out) {
        return;
      }
    }
  }

  private static boolean beginsStatement(Token token) {
    return isCount(token)
        || token.isWord("select")
        || token.isWord("recipe")
        || token.isWord("product");
  }

  private void tell(Token token, String message) {
    problems.add(new Problem(token.line(), token.column(), message));
  }
}
