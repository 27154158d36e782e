// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

import org.nasmyth.adql.internal.StatementReader;
import org.nasmyth.adql.tree.Statement;

/**
 * Reads queries of ADQL 2.1.
 *
 * <p>Immutable and safe for any number of threads. A text is read in time linear in its length;
 * recursion follows the nesting of the query, which {@link ParserLimits} bounds.
 */
public final class AdqlParser {

  private final AdqlDialect dialect;

  /** A parser that accepts a dialect. */
  public AdqlParser(AdqlDialect dialect) {
    this.dialect = dialect;
  }

  /** What this parser accepts. */
  public AdqlDialect dialect() {
    return dialect;
  }

  /**
   * Reads one query.
   *
   * @param text the query, with comments if it has any
   * @return its tree
   * @throws AdqlSyntaxException if the text is not one query of the dialect, or exceeds the limits
   */
  public Statement parse(String text) throws AdqlSyntaxException {
    return new StatementReader(dialect).read(text);
  }
}
