// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.identity;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Finds out who is asking, registered as an OSGi service. Any number of providers may be installed;
 * all are asked, and one that accepts is enough. Without any, every caller is anonymous.
 *
 * <p>Names and groups of all providers are in one space: a site that installs several sees to it
 * that they do not give one name to two people.
 *
 * <p>Implementations are safe for any thread. They write no credentials to any log.
 */
@ConsumerType
public interface IdentityProvider {

  /**
   * Checks credentials. May ask a distant service, for some seconds at most; what is slow or costly
   * is remembered for the next request.
   *
   * @param credentials what the request brought along
   */
  Verdict check(Credentials credentials);

  /** The ways to log in that this provider takes part in, the preferred one first. */
  List<Challenge> challenges();
}
