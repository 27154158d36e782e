// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import java.io.IOException;
import java.util.List;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.query.QueryRequest.ServiceRules;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs ADQL queries: parse, bind against the catalogue, authorise, execute, write. One pipeline for
 * every format, database and face, so that a limit holds for all or none. Safe for any thread.
 */
@ProviderType
public interface QueryPipeline {

  /**
   * Runs a query and writes its result. Returns after the last byte.
   *
   * @param request what to run
   * @param sink asked for its stream once, when the format writes its first byte: with the first
   *     rows or, if it has to know all of them, after the last; not asked if this method throws
   *     {@link QueryException}
   * @return how it ended; a failure after the first byte is told in the document and here, not
   *     thrown
   * @throws QueryException if the query fails before the first byte
   * @throws IOException if the sink's stream does; the query is ended in the database then
   */
  QueryOutcome run(QueryRequest request, ResultSink sink) throws QueryException, IOException;

  /**
   * Parses and binds a query without running it.
   *
   * @return the columns that it would deliver
   * @throws QueryException if it could not be run
   */
  List<Field> check(String adql, Identity caller, TapDatabase database, ServiceRules rules)
      throws QueryException;

  /** The functions that queries to a database can use now, for its capabilities. */
  List<AdqlFunction> functions(TapDatabase database);
}
