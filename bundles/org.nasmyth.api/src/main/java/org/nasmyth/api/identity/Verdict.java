// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.identity;

/** What an identity provider says of credentials. */
public sealed interface Verdict {

  /** For credentials that another provider may know. */
  Verdict NOT_MINE = new NotMine();

  /**
   * They prove who is asking.
   *
   * @param identity with a name
   */
  record Accepted(Identity identity) implements Verdict {
    /** Checks that somebody is named. */
    public Accepted {
      if (identity.isAnonymous()) {
        throw new IllegalArgumentException("an accepted identity has a name");
      }
    }
  }

  /** The provider does not deal with such credentials, or another one has issued them. */
  record NotMine() implements Verdict {}

  /**
   * They are wrong.
   *
   * @param reason for the caller: what is wrong and what to do, in one sentence of ASCII text that
   *     repeats nothing of the credentials and does not tell whether an account exists
   */
  record Rejected(String reason) implements Verdict {}

  /**
   * Nobody can tell now, but perhaps soon.
   *
   * @param reason for the caller, as above
   */
  record Unavailable(String reason) implements Verdict {}
}
