// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.nasmyth.adql.AdqlSyntaxException;
import org.nasmyth.adql.ReservedWords;
import org.nasmyth.adql.Suggestions;
import org.nasmyth.adql.grammar.AdqlGrammar;
import org.nasmyth.adql.grammar.AdqlLexer;

/**
 * Explains to the person who wrote a query why it does not fit the grammar, and what to write
 * instead.
 */
final class Diagnosis {

  /** The words by which clauses and operators begin behind a value or a table. */
  private static final List<String> FOLLOWING_WORDS =
      List.of(
          "FROM",
          "WHERE",
          "GROUP",
          "ORDER",
          "HAVING",
          "OFFSET",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          "JOIN",
          "INNER",
          "LEFT",
          "RIGHT",
          "FULL",
          "NATURAL",
          "USING",
          "AND",
          "BETWEEN",
          "LIKE",
          "ILIKE");

  private static final Set<Integer> VALUE_STARTS =
      Set.of(
          AdqlLexer.IDENTIFIER,
          AdqlLexer.DELIMITED,
          AdqlLexer.STRING,
          AdqlLexer.UNSIGNED_INTEGER,
          AdqlLexer.NUMBER,
          AdqlLexer.STANDARD_FUNCTION,
          AdqlLexer.COUNT,
          AdqlLexer.AVG,
          AdqlLexer.MIN,
          AdqlLexer.MAX,
          AdqlLexer.SUM,
          AdqlLexer.CAST,
          AdqlLexer.CASE);

  private static final Set<Integer> VALUE_ENDS =
      Set.of(
          AdqlLexer.IDENTIFIER,
          AdqlLexer.DELIMITED,
          AdqlLexer.STRING,
          AdqlLexer.UNSIGNED_INTEGER,
          AdqlLexer.NUMBER,
          AdqlLexer.RPAREN,
          AdqlLexer.NULL,
          AdqlLexer.END,
          AdqlLexer.ASTERISK);

  private static final Set<Integer> CLAUSES =
      Set.of(
          AdqlLexer.SELECT,
          AdqlLexer.FROM,
          AdqlLexer.WHERE,
          AdqlLexer.BY,
          AdqlLexer.HAVING,
          AdqlLexer.ON,
          AdqlLexer.OFFSET);

  private static final Set<Integer> FUNCTION_NAMES =
      Set.of(
          AdqlLexer.STANDARD_FUNCTION,
          AdqlLexer.POINT,
          AdqlLexer.CIRCLE,
          AdqlLexer.POLYGON,
          AdqlLexer.COUNT,
          AdqlLexer.AVG,
          AdqlLexer.MIN,
          AdqlLexer.MAX,
          AdqlLexer.SUM);

  /**
   * A problem and what to do about it, in words.
   *
   * @param offset the offending token, counted from the one at which the parser failed
   */
  private record Finding(int offset, String problem, String suggestion) {}

  private final QueryText query;
  private final Tokens tokens;

  Diagnosis(QueryText query, Tokens tokens) {
    this.query = query;
    this.tokens = tokens;
  }

  /** The message for a failure of the parser. */
  AdqlSyntaxException explain(RecognitionException failure) {
    int index = failure.getOffendingToken().getTokenIndex();
    IntervalSet expected = failure.getExpectedTokens();
    String expectation = expectation(expected, ruleOf(failure));
    return Stream.<Supplier<Optional<Finding>>>of(
            () -> nameSlot(index, expected),
            () -> foreignWord(index),
            () -> foreignOperator(index),
            () -> misplacedQuery(index, expected),
            () -> nameInWrongForm(index, expected),
            () -> functionAsName(index, expected),
            () -> numberOfRows(index, expected),
            () -> misspelt(index, expected),
            () -> reservedWord(index, expected),
            () -> joinWithoutCondition(expected),
            () -> misplacedClause(index),
            () -> missingSeparator(index))
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst()
        .map(
            found ->
                query.error(
                    query.span(tokens.get(index + found.offset())),
                    found.problem(),
                    expectation,
                    found.suggestion()))
        .orElseGet(
            () ->
                query.error(
                    query.span(tokens.get(index)),
                    unexpected(index, expectation),
                    expectation,
                    null));
  }

  private static int ruleOf(RecognitionException failure) {
    return failure.getCtx() == null ? -1 : failure.getCtx().getRuleIndex();
  }

  private String unexpected(int index, String expectation) {
    return tokens.type(index) == Token.EOF
        ? "the query ends where " + expectation + " is expected"
        : shown(index) + " stands where " + expectation + " is expected";
  }

  /** A reserved word behind AS or a period, where it can only be meant as a name. */
  private Optional<Finding> nameSlot(int index, IntervalSet expected) {
    int before = tokens.type(index - 1);
    boolean slot = before == AdqlLexer.PERIOD || before == AdqlLexer.AS;
    return slot && expected.contains(AdqlLexer.IDENTIFIER)
        ? reservedWord(index, expected)
        : Optional.empty();
  }

  /** Words of other dialects of SQL, and clauses in the wrong place. */
  private Optional<Finding> foreignWord(int index) {
    if (word(index - 1).equals("LIMIT")) {
      return Optional.of(new Finding(-1, "ADQL has no LIMIT", topInstead(index)));
    }
    boolean called = tokens.opens(index + 1);
    boolean beforeString = tokens.type(index + 1) == AdqlLexer.STRING;
    return switch (word(index)) {
      case "LIMIT", "FETCH" -> found("ADQL has no " + word(index), topInstead(index + 1));
      case "ESCAPE" -> found("LIKE has no ESCAPE in ADQL", "leave it out");
      case "CROSS" -> found("ADQL has no CROSS JOIN", "write a comma between the tables");
      case "TRUE", "FALSE" -> found("ADQL has no boolean values", "compare with 1 or 0");
      case "ANY", "SOME" -> found("ADQL has no " + word(index), "use IN or EXISTS");
      case "RECURSIVE" -> found("ADQL has no recursive queries", "write WITH name AS (SELECT ...)");
      case "INSERT",
          "UPDATE",
          "DELETE",
          "CREATE",
          "DROP",
          "ALTER",
          "GRANT",
          "REVOKE",
          "DECLARE",
          "SET",
          "EXECUTE" ->
          index == 0
              ? found("ADQL only reads, it has no " + word(index), "begin with SELECT or WITH")
              : Optional.empty();
      case "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP" ->
          found(
              "ADQL has no " + word(index),
              "write the time as a string, as in '2026-01-31T12:00:00'");
      case "DATE", "TIME", "TIMESTAMP", "INTERVAL" ->
          beforeString
              ? found(
                  "ADQL has no literals with the word " + word(index),
                  "write the string alone or CAST(" + shown(index + 1) + " AS TIMESTAMP)")
              : Optional.empty();
      case "SUBSTRING",
          "TRIM",
          "EXTRACT",
          "POSITION",
          "CHAR_LENGTH",
          "CHARACTER_LENGTH",
          "OCTET_LENGTH",
          "BIT_LENGTH",
          "CONVERT",
          "TRANSLATE",
          "LEFT",
          "RIGHT",
          "YEAR",
          "MONTH",
          "DAY" ->
          called
              ? found(
                  "ADQL has no function " + word(index),
                  "see the service's capabilities for the functions that it offers")
              : Optional.empty();
      case "FLOAT", "INT", "DECIMAL", "NUMERIC", "CHARACTER", "DATETIME", "TEXT", "BOOLEAN" ->
          tokens.type(index - 1) == AdqlLexer.AS
              ? found(
                  "CAST has no type " + word(index),
                  "it has SMALLINT, INTEGER, BIGINT, REAL, DOUBLE PRECISION, CHAR, VARCHAR, TIMESTAMP, POINT,"
                      + " CIRCLE and POLYGON")
              : Optional.empty();
      case "DISTINCT", "ALL" ->
          tokens.type(index - 2) == AdqlLexer.TOP
              ? found(
                  word(index) + " stands before TOP",
                  "write SELECT " + word(index) + " TOP and the number of rows")
              : Optional.empty();
      case "WITH" ->
          found(
              "WITH stands only at the beginning of the whole query",
              "put its tables there; they can be used in all sub-queries");
      default -> Optional.empty();
    };
  }

  private String topInstead(int number) {
    Token token = tokens.get(number);
    boolean handy = token.getStopIndex() - token.getStartIndex() < 18;
    return handy && tokens.type(number) == AdqlLexer.UNSIGNED_INTEGER
        ? "write SELECT TOP " + token.getText()
        : "write TOP and the number of rows behind SELECT";
  }

  /** Clauses of a query in the wrong order. */
  private Optional<Finding> misplacedClause(int index) {
    if (!VALUE_ENDS.contains(tokens.type(index - 1))
        && !word(index - 1).equals("ASC")
        && !word(index - 1).equals("DESC")) {
      return Optional.empty();
    }
    return switch (word(index)) {
      case "TOP" -> found("TOP stands behind SELECT", "write SELECT TOP and the number of rows");
      case "WHERE" ->
          found("WHERE stands once in a query, behind FROM", "put it before GROUP BY and ORDER BY");
      case "GROUP" ->
          found(
              "GROUP BY stands once in a query, behind WHERE", "put it before HAVING and ORDER BY");
      case "HAVING" ->
          found("HAVING stands once in a query, behind GROUP BY", "put it before ORDER BY");
      case "ORDER" ->
          found("ORDER BY stands once in a query, near its end", "put it before OFFSET");
      case "UNION", "EXCEPT", "INTERSECT" ->
          found(
              "a query with ORDER BY or OFFSET stands in parentheses before " + word(index),
              "put parentheses around it, or leave out its order");
      case "ON", "USING" ->
          found(
              word(index) + " has no JOIN that it could belong to",
              "a join has one condition, and a NATURAL join has none");
      default -> Optional.empty();
    };
  }

  /** Operators of other languages. */
  private Optional<Finding> foreignOperator(int index) {
    if (tokens.touching(index, AdqlLexer.EQUAL, AdqlLexer.EQUAL)) {
      return found("ADQL compares with a single =", "write = instead of ==");
    }
    if (tokens.touching(index, AdqlLexer.EQUAL, AdqlLexer.LESS)) {
      return found("'=<' is no operator", "write <=");
    }
    if (tokens.touching(index, AdqlLexer.EQUAL, AdqlLexer.GREATER)) {
      return found("'=>' is no operator", "write >=");
    }
    if (tokens.touching(index, AdqlLexer.SOLIDUS, AdqlLexer.SOLIDUS)
        || tokens.touching(index + 1, AdqlLexer.SOLIDUS, AdqlLexer.SOLIDUS)) {
      return found("'//' begins no comment in ADQL", "begin a comment with --");
    }
    if (tokens.type(index - 1) == AdqlLexer.SEMICOLON) {
      return found(
          "only one query can be sent at a time", "leave out all that follows the semicolon");
    }
    return Optional.empty();
  }

  /** Sub-queries where they cannot stand, or without parentheses. */
  private Optional<Finding> misplacedQuery(int index, IntervalSet expected) {
    if (tokens.type(index) == AdqlLexer.QUERY_LPAREN) {
      return expected.contains(AdqlLexer.STRING)
          ? found(
              "a sub-query is not a value in ADQL",
              "use it with IN or EXISTS, or as a table in FROM")
          : found(
              "a sub-query cannot stand here", "use it with IN or EXISTS, or as a table in FROM");
    }
    if (tokens.type(index) == AdqlLexer.JOIN_LPAREN) {
      return found("a join cannot stand here", "joins stand in FROM");
    }
    if (tokens.type(index) == AdqlLexer.SELECT && index > 0) {
      return found("a sub-query stands in parentheses", "write (SELECT ...)");
    }
    if (tokens.type(index) == AdqlLexer.LPAREN && word(index - 1).equals("EXISTS")) {
      return found("EXISTS takes a sub-query", "write EXISTS (SELECT ...)");
    }
    boolean table =
        expected.contains(AdqlLexer.JOIN_LPAREN) && expected.contains(AdqlLexer.IDENTIFIER);
    if (tokens.type(index) == AdqlLexer.LPAREN && table) {
      return found(
          "a parenthesis in FROM holds a sub-query or a join",
          "leave out the parentheses around a table");
    }
    boolean nameless =
        tokens.type(index - 1) == AdqlLexer.RPAREN
            && expected.contains(AdqlLexer.IDENTIFIER)
            && !expected.contains(AdqlLexer.COMMA);
    if (nameless) {
      return found(
          "the sub-query in FROM has no name", "write a name behind it, as in (SELECT ...) AS t");
    }
    return Optional.empty();
  }

  /** A string where a name stands, and names for the columns of WITH. */
  private Optional<Finding> nameInWrongForm(int index, IntervalSet expected) {
    if (tokens.type(index) == AdqlLexer.STRING
        && expected.contains(AdqlLexer.IDENTIFIER)
        && !expected.contains(AdqlLexer.STRING)) {
      return found(
          "a name is not written in single quotes", "write it in double quotes or without");
    }
    if (tokens.opens(index) && word(index - 2).equals("WITH")) {
      return found(
          "WITH has no list of columns in ADQL", "name the columns with AS in the sub-query");
    }
    return Optional.empty();
  }

  /** The name of a function where it is not called. */
  private Optional<Finding> functionAsName(int index, IntervalSet expected) {
    boolean function =
        FUNCTION_NAMES.contains(tokens.type(index - 1)) || tokens.type(index - 1) == AdqlLexer.CAST;
    if (!function || !expected.contains(AdqlLexer.LPAREN) || expected.contains(AdqlLexer.STRING)) {
      return Optional.empty();
    }
    String name = tokens.get(index - 1).getText();
    return found(
        "'" + name + "' is the name of a function, and '(' is expected behind it",
        "if it is the name of a column, write it in double quotes: \"" + name + "\"");
  }

  private Optional<Finding> numberOfRows(int index, IntervalSet expected) {
    if (!expected.contains(AdqlLexer.UNSIGNED_INTEGER) || expected.contains(AdqlLexer.STRING)) {
      return Optional.empty();
    }
    String clause = word(index - 1);
    return clause.equals("TOP") || clause.equals("OFFSET")
        ? found(
            clause + " is followed by a whole number of rows, 0 or more",
            "write it without sign, period and parentheses")
        : Optional.empty();
  }

  /**
   * Words that are nearly those which could stand here, or which could have stood one token before.
   */
  private Optional<Finding> misspelt(int index, IntervalSet expected) {
    List<String> following = expected.contains(AdqlLexer.FROM) ? List.of("FROM") : FOLLOWING_WORDS;
    if (tokens.type(index) == AdqlLexer.IDENTIFIER) {
      Stream<String> here =
          expected.toList().stream()
              .map(AdqlGrammar.VOCABULARY::getSymbolicName)
              .filter(name -> name != null && isKeyword(name));
      boolean afterValue = VALUE_ENDS.contains(tokens.type(index - 1));
      Stream<String> candidates = afterValue ? Stream.concat(here, following.stream()) : here;
      Optional<Finding> finding = misspelt(index, 0, candidates.distinct().toList());
      if (finding.isPresent()) {
        return finding;
      }
    }
    boolean readAsAlias =
        tokens.type(index - 1) == AdqlLexer.IDENTIFIER
            && VALUE_ENDS.contains(tokens.type(index - 2));
    return readAsAlias ? misspelt(index, -1, following) : Optional.empty();
  }

  private Optional<Finding> misspelt(int index, int offset, List<String> candidates) {
    return Suggestions.nearest(tokens.get(index + offset).getText(), candidates)
        .map(
            word ->
                new Finding(
                    offset,
                    "the word " + shown(index + offset) + " is not expected here",
                    "did you mean " + word + "?"));
  }

  /** A reserved word where a name could stand. */
  private Optional<Finding> reservedWord(int index, IntervalSet expected) {
    int type = tokens.type(index);
    boolean word =
        type == AdqlLexer.RESERVED || isKeyword(AdqlGrammar.VOCABULARY.getSymbolicName(type));
    boolean function = type == AdqlLexer.STANDARD_FUNCTION || FUNCTION_NAMES.contains(type);
    if (!word && !function) {
      return Optional.empty();
    }
    boolean nameWanted =
        expected.contains(AdqlLexer.IDENTIFIER) || VALUE_ENDS.contains(tokens.type(index - 1));
    boolean onlyAName = type == AdqlLexer.RESERVED || (function && !tokens.opens(index + 1));
    boolean afterPeriodOrAs =
        tokens.type(index - 1) == AdqlLexer.PERIOD || tokens.type(index - 1) == AdqlLexer.AS;
    if (!nameWanted || !(onlyAName || afterPeriodOrAs)) {
      return Optional.empty();
    }
    String name = tokens.get(index).getText();
    return found(
        "'" + name + "' is a reserved word of ADQL",
        "to use it as a name, write it in double quotes: \"" + name + "\"");
  }

  private static Optional<Finding> joinWithoutCondition(IntervalSet expected) {
    return expected.contains(AdqlLexer.ON) && expected.contains(AdqlLexer.USING)
        ? found(
            "the join has no condition",
            "write ON and a condition, USING and columns in parentheses, or NATURAL before JOIN")
        : Optional.empty();
  }

  /** Two values or names side by side. */
  private Optional<Finding> missingSeparator(int index) {
    boolean neighbours =
        VALUE_ENDS.contains(tokens.type(index - 1)) && VALUE_STARTS.contains(tokens.type(index));
    if (!neighbours) {
      return Optional.empty();
    }
    String separator =
        switch (clauseOf(index)) {
          case AdqlLexer.SELECT -> "a comma or FROM";
          case AdqlLexer.FROM -> "a comma, JOIN or WHERE";
          case AdqlLexer.BY -> "a comma";
          case AdqlLexer.WHERE, AdqlLexer.HAVING, AdqlLexer.ON -> "an operator, AND or OR";
          case AdqlLexer.LPAREN -> "a comma or an operator";
          default -> "";
        };
    return separator.isEmpty()
        ? Optional.empty()
        : found(separator + " is missing before " + shown(index), "put it in");
  }

  /**
   * The type of the keyword or parenthesis that began the clause or list in which a token stands.
   */
  private int clauseOf(int index) {
    int closed = 0;
    for (int i = index - 1; i >= 0; i--) {
      int type = tokens.type(i);
      if (type == AdqlLexer.RPAREN) {
        closed++;
      } else if (tokens.opens(i)) {
        if (closed == 0) {
          return type;
        }
        closed--;
      } else if (closed == 0 && CLAUSES.contains(type)) {
        return type;
      }
    }
    return Token.EOF;
  }

  private static String expectation(IntervalSet expected, int rule) {
    if (expected.contains(AdqlLexer.EXISTS)) {
      return "a condition";
    }
    if (expected.contains(AdqlLexer.STRING)) {
      return expected.contains(AdqlLexer.ASTERISK) ? "a value or *" : "a value";
    }
    if (expected.contains(AdqlLexer.JOIN_LPAREN) && expected.contains(AdqlLexer.IDENTIFIER)) {
      return "a table";
    }
    if (expected.contains(AdqlLexer.SELECT)) {
      return "SELECT";
    }
    if (expected.contains(AdqlLexer.QUERY_LPAREN)) {
      return "a sub-query in parentheses";
    }
    if (expected.contains(AdqlLexer.IDENTIFIER) && !expected.contains(AdqlLexer.COMMA)) {
      return rule == AdqlGrammar.RULE_tableName ? "the name of a table" : "a name";
    }
    if (expected.contains(AdqlLexer.BIGINT)) {
      return "a type";
    }
    if (expected.contains(AdqlLexer.FROM)) {
      return "a comma or FROM";
    }
    if (expected.contains(AdqlLexer.EQUAL) || expected.contains(Token.EOF)) {
      return expected.contains(Token.EOF)
          ? "the next clause or the end of the query"
          : "an operator";
    }
    List<String> words = expected.toList().stream().map(Diagnosis::displayed).distinct().toList();
    int last = words.size() - 1;
    return last <= 0
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  private static String displayed(int type) {
    return switch (type) {
      case AdqlLexer.UNSIGNED_INTEGER -> "a whole number";
      case AdqlLexer.COMMA -> "a comma";
      case AdqlLexer.PERIOD -> "a period";
      case AdqlLexer.QUERY_LPAREN, AdqlLexer.JOIN_LPAREN -> "'('";
      case AdqlLexer.IDENTIFIER, AdqlLexer.DELIMITED -> "a name";
      default -> AdqlGrammar.VOCABULARY.getDisplayName(type);
    };
  }

  private static boolean isKeyword(String symbolicName) {
    return ReservedWords.contains(symbolicName);
  }

  /** The token at an index in capitals if it is a word without quotes; otherwise empty. */
  private String word(int index) {
    int type = tokens.type(index);
    boolean word =
        type == AdqlLexer.IDENTIFIER
            || type == AdqlLexer.RESERVED
            || type == AdqlLexer.STANDARD_FUNCTION
            || (type > 0 && isKeyword(AdqlGrammar.VOCABULARY.getSymbolicName(type)));
    return word ? tokens.get(index).getText().toUpperCase(Locale.ROOT) : "";
  }

  private String shown(int index) {
    return query.shown(query.span(tokens.get(index)));
  }

  private static Optional<Finding> found(String problem, String suggestion) {
    return Optional.of(new Finding(0, problem, suggestion));
  }
}
