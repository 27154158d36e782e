// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.links;

import java.util.List;
import java.util.Map;
import org.nasmyth.api.database.DatabaseException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Adds links to products, for instance to a service that cuts pieces out of them. Register one as
 * an OSGi service; all contribute to each answer, those of higher service ranking first within each
 * {@link Link.Place}.
 *
 * <p>Implementations are safe for any thread. One that fails leaves its links out and harms no
 * other.
 */
@ConsumerType
public interface LinkContributor {

  /**
   * The links that this contributor has to add.
   *
   * @param request which products, for whom
   * @return links by the product's identifier; products without any may be left out
   * @throws DatabaseException if a database cannot be asked or the request was cancelled
   */
  Map<String, List<Link>> links(LinkRequest request) throws DatabaseException;
}
