// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import java.time.Duration;

/**
 * What somebody who logs in gets.
 *
 * @param idToken who it is, for the client and for us; the one that clients of ESO send
 * @param accessToken for us only
 * @param life after which both expire
 */
record TokenPair(String idToken, String accessToken, Duration life) {
  @Override
  public String toString() {
    return "tokens";
  }
}
