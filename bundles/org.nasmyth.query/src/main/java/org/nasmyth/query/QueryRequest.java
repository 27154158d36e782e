// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.results.ResultFormat;

/**
 * A query to run.
 *
 * @param adql the user's text
 * @param caller who is asking
 * @param database where to run it
 * @param rules how this service reads ADQL
 * @param format how to write the result
 * @param limits how large the result may become
 * @param describer tells what the result is about
 * @param cancellation ends the query
 */
public record QueryRequest(
    String adql,
    Identity caller,
    TapDatabase database,
    ServiceRules rules,
    ResultFormat format,
    ResultLimits limits,
    ResultDescriber describer,
    Cancellation cancellation) {

  /**
   * How a service reads ADQL where archives differ.
   *
   * @param defaultSchema the schema in which unqualified table names are looked for first; null for
   *     none. Tables of other schemas are found without their schema if the name is unambiguous.
   * @param ignoresCase whether texts are compared, sorted and grouped without regard to upper and
   *     lower case, by joins over columns of one name and DISTINCT, too; of those that are one
   *     group by that, the first in the order of characters' codes stands for all. Set operations
   *     always tell them apart.
   * @param columnOrder the order of the columns that an asterisk means
   * @param lowersAliases whether names that the query gives without quotes become lower case
   */
  public record ServiceRules(
      @Nullable String defaultSchema,
      boolean ignoresCase,
      ColumnOrder columnOrder,
      boolean lowersAliases) {

    /** As ADQL has it. */
    public ServiceRules(@Nullable String defaultSchema) {
      this(defaultSchema, false, ColumnOrder.AS_STORED, false);
    }
  }

  /**
   * How large a result may become. One that is cut off says so, and which limit did it.
   *
   * @param rows the most rows to write (MAXREC after defaults and limits); 0 for metadata only
   * @param rowAdvice what the result says if it would have more rows: which limit and what to do
   * @param bytes after so many bytes, before any compression, no more rows are written; the rows
   *     under way are completed
   * @param byteAdvice what the result says then
   */
  public record ResultLimits(long rows, String rowAdvice, long bytes, String byteAdvice) {

    /** A limit of rows alone. */
    public ResultLimits(long rows, String rowAdvice) {
      this(rows, rowAdvice, Long.MAX_VALUE, "");
    }

    /** Checks the limits. */
    public ResultLimits {
      if (rows < 0 || bytes < 1) {
        throw new IllegalArgumentException(
            "A result cannot be limited to " + rows + " rows and " + bytes + " bytes.");
      }
    }
  }

  /** The order of the columns of one table where an asterisk stands for them. */
  public enum ColumnOrder {
    /** As the catalogue has them. */
    AS_STORED,
    /** By name, ignoring case. */
    ALPHABETICAL
  }
}
