// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import jakarta.servlet.http.HttpServletRequest;
import org.nasmyth.api.identity.Identity;

/** Finds out who is asking; the one place where credentials of a request are looked at. */
@FunctionalInterface
public interface Callers {

  /** For services that ask nobody's name: every caller is anonymous. */
  Callers NOBODY_LOGS_IN = request -> Identity.ANONYMOUS;

  /**
   * Who is asking.
   *
   * @throws DaliException if the request has credentials and they are wrong
   */
  Identity identify(HttpServletRequest request) throws DaliException;
}
