// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.nasmyth.api.identity.Identity;

/**
 * Finds out who is asking; the one place where credentials of a request are looked at. Safe for any
 * thread.
 */
@FunctionalInterface
public interface Callers {

  /** For services that ask nobody's name: every caller is anonymous. */
  Callers NOBODY_LOGS_IN = (request, response) -> Identity.ANONYMOUS;

  /**
   * Who is asking. A face asks once for each request, before it reads a body or writes anything.
   *
   * @param response gets what AuthVO wants to be told: {@code X-VO-Authenticated} for who has
   *     logged in, {@code WWW-Authenticate} for who has not, whatever the status will be
   * @throws DaliException of status 401 if the request has credentials and they are wrong, 429 if
   *     there were too many wrong ones, 503 if nobody can tell now
   */
  Identity identify(HttpServletRequest request, HttpServletResponse response) throws DaliException;
}
