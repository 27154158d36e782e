// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.login;

import java.time.Duration;

/** What somebody gets who asks for tokens with a name and a password. */
public sealed interface TokenAnswer {

  /**
   * Tokens.
   *
   * @param idToken says who it is, for the client and for us; the one that clients of ESO send
   * @param accessToken for us only
   * @param life after which both expire, in whole seconds
   */
  record Granted(String idToken, String accessToken, Duration life) implements TokenAnswer {
    @Override
    public String toString() {
      return "tokens";
    }
  }

  /** The name or the password is wrong; which of them, nobody is told. */
  record Refused() implements TokenAnswer {}

  /**
   * Nobody can tell now, but perhaps soon.
   *
   * @param reason for the caller: one sentence that repeats nothing of the request
   */
  record Unavailable(String reason) implements TokenAnswer {}
}
