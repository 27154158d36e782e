// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.jobs;

import org.nasmyth.api.identity.Identity;

/**
 * Who asks for jobs. A job of a user who logged in is there for this user alone. One of an
 * anonymous caller is there for whoever knows its id, and listed to callers from the same address.
 *
 * @param identity who is asking
 * @param address the network address that the request came from
 */
public record JobCaller(Identity identity, String address) {

  /** Under which name jobs are counted against the limits of one user. */
  public String party() {
    return identity.isAnonymous() ? "address " + address : "user " + identity.name();
  }
}
