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
 * @param maxRows the most rows to write (MAXREC after defaults and limits); 0 for metadata only
 * @param overflowAdvice what the result says if rows were cut off: which limit and what to do
 * @param describer tells what the result is about
 * @param cancellation ends the query
 */
public record QueryRequest(
    String adql,
    Identity caller,
    TapDatabase database,
    ServiceRules rules,
    ResultFormat format,
    long maxRows,
    String overflowAdvice,
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

  /** The order of the columns of one table where an asterisk stands for them. */
  public enum ColumnOrder {
    /** As the catalogue has them. */
    AS_STORED,
    /** By name, ignoring case. */
    ALPHABETICAL
  }

  /** Checks the limit. */
  public QueryRequest {
    if (maxRows < 0) {
      throw new IllegalArgumentException("maxRows is " + maxRows + ", it cannot be negative.");
    }
  }
}
