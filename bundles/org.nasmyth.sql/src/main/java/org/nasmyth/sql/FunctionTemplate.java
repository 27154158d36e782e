// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.functions.AdqlFunction;

/** Functions whose body has a template of SQL. */
public final class FunctionTemplate {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)}");

  private FunctionTemplate() {}

  /**
   * A call of a function, in parentheses.
   *
   * @param dialect which of the function's templates
   * @param arguments already translated
   * @throws UntranslatableException if the function has no template for the dialect
   */
  public static String expanded(AdqlFunction function, String dialect, List<String> arguments) {
    String template =
        function
            .body()
            .template(dialect)
            .orElseThrow(
                () ->
                    new UntranslatableException(
                        new DatabaseException(
                            DatabaseException.Kind.UNSUPPORTED,
                            "The function "
                                + function.signature().name()
                                + " cannot run in this database.",
                            null)));
    Matcher matcher = PLACEHOLDER.matcher(template);
    StringBuilder sql = new StringBuilder("(");
    while (matcher.find()) {
      int number = Integer.parseInt(matcher.group(1));
      matcher.appendReplacement(sql, Matcher.quoteReplacement("(" + arguments.get(number) + ")"));
    }
    return matcher.appendTail(sql).append(')').toString();
  }
}
