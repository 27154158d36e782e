// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.identity;

/** What a request brings along to prove who is asking. Never shown by {@code toString}. */
public sealed interface Credentials {

  /**
   * A bearer token (RFC 6750).
   *
   * @param text the token as it was sent, without padding that some clients append
   */
  record Token(String text) implements Credentials {
    @Override
    public String toString() {
      return "a token";
    }
  }

  /**
   * A name and a password, from HTTP Basic (RFC 7617) or a login form.
   *
   * @param name as the caller wrote it
   * @param password as the caller wrote it
   */
  record Password(String name, String password) implements Credentials {
    @Override
    public String toString() {
      return "a name and a password";
    }
  }
}
