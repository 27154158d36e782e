// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.internal;

import java.util.Locale;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.nasmyth.adql.AdqlDialect;
import org.nasmyth.adql.AdqlSyntaxException;
import org.nasmyth.adql.grammar.AdqlGrammar;
import org.nasmyth.adql.tree.Statement;

/** Reads one query: tokens, nesting, grammar, tree. */
public final class StatementReader {

  private final AdqlDialect dialect;

  /** A reader of a dialect. */
  public StatementReader(AdqlDialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Reads a query.
   *
   * @throws AdqlSyntaxException if the text is not one query of the dialect, or exceeds its limits
   */
  public Statement read(String text) throws AdqlSyntaxException {
    QueryText query = new QueryText(text);
    int maximum = dialect.limits().maximumLength();
    if (text.length() > maximum) {
      throw query.error(
          query.span(maximum, maximum),
          String.format(
              Locale.ROOT,
              "the query has %,d characters, and at most %,d are allowed",
              text.length(),
              maximum),
          "upload a long list of values as a table and join it");
    }
    Tokens tokens = new TokenReader(query, dialect.limits().maximumTokens()).read(text);
    new Nesting(query, tokens, dialect.limits().maximumNesting()).check();
    return new TreeBuilder(query, tokens, dialect).statement(parse(query, tokens));
  }

  /**
   * Every decision of the grammar is made on one token, for which SLL prediction is as good as full
   * LL; what fails in it is not a query.
   */
  private static AdqlGrammar.StatementContext parse(QueryText query, Tokens tokens)
      throws AdqlSyntaxException {
    AdqlGrammar grammar =
        new AdqlGrammar(new CommonTokenStream(new ListTokenSource(tokens.list())));
    grammar.removeErrorListeners();
    grammar.setTrimParseTree(true);
    grammar.setErrorHandler(new BailErrorStrategy());
    grammar.getInterpreter().setPredictionMode(PredictionMode.SLL);
    try {
      return grammar.statement();
    } catch (ParseCancellationException e) {
      if (e.getCause() instanceof RecognitionException failure) {
        throw new Diagnosis(query, tokens).explain(failure);
      }
      throw e;
    }
  }
}
