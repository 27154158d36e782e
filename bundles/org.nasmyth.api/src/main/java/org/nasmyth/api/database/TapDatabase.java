// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.database;

import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.query.Query;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A database that TAP services can put questions to. Register one as an OSGi service with the
 * service property {@value #NAME}, by which services choose it.
 *
 * <p>Implementations are safe for any thread and run several queries at once.
 */
@ConsumerType
public interface TapDatabase {

  /** The service property that tells databases apart; a short word such as {@code obs}. */
  String NAME = "name";

  /**
   * What the database holds now, its own TAP_SCHEMA included. Quick: answered from memory,
   * refreshed when the database's TAP_SCHEMA changes.
   *
   * @throws DatabaseException of kind UNAVAILABLE if it cannot be read
   */
  Catalogue catalogue() throws DatabaseException;

  /**
   * The dialect by which {@link org.nasmyth.api.functions.FunctionBody.SqlTemplates} are chosen.
   */
  String dialect();

  /** Which optional parts of ADQL it can run. */
  AdqlFeatures features();

  /** Whether it can run a function. */
  boolean supports(AdqlFunction function);

  /**
   * Runs a query of the archive's own, which nobody has asked.
   *
   * @param query the query; its tables come from {@link #catalogue}
   * @param maxRows deliver no more rows than this, and let the database compute no more
   * @param cancellation ends the query, in the database too, within a fraction of a second
   * @return the rows; the caller closes it
   * @throws DatabaseException if the query cannot be run or is cancelled before its first row
   */
  RowStream execute(Query query, long maxRows, Cancellation cancellation) throws DatabaseException;

  /**
   * Runs a query of somebody's. A database with row-level security of its own tells it who is
   * asking; for the others this is the same as {@link #execute(Query, long, Cancellation)}.
   *
   * @param caller who is asking, or {@link Identity#ANONYMOUS}
   */
  default RowStream execute(Query query, long maxRows, Identity caller, Cancellation cancellation)
      throws DatabaseException {
    return execute(query, maxRows, cancellation);
  }

  /**
   * Whether queries can bring tables along; what capabilities publish. Quick, as {@link #catalogue}
   * is, and false for a database that cannot be written to.
   */
  default boolean takesUploads() {
    return false;
  }

  /**
   * Opens a session for one query that brings tables along.
   *
   * @param cancellation ends what is done in the session; loads and queries fail after it
   * @return the session; the caller closes it
   * @throws DatabaseException of kind UNSUPPORTED if the database takes no uploads, UNAVAILABLE if
   *     it does not now
   */
  default UploadSession openUploads(Cancellation cancellation) throws DatabaseException {
    throw new DatabaseException(
        DatabaseException.Kind.UNSUPPORTED, "This database takes no uploads.", null);
  }

  /**
   * Asks the database for a sign of life.
   *
   * @throws DatabaseException of kind UNAVAILABLE, saying why, if it cannot answer queries now
   */
  void ping() throws DatabaseException;
}
