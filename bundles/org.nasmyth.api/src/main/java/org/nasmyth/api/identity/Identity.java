// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking.
 *
 * @param name the account's name; null for a caller who did not log in
 * @param groups the groups that the identity provider vouches for; may be empty
 */
public record Identity(@Nullable String name, Set<String> groups) {

  /** A caller who did not log in. */
  public static final Identity ANONYMOUS = new Identity(null, Set.of());

  /** Copies the set. */
  public Identity {
    groups = Set.copyOf(groups);
  }

  /** Whether the caller did not log in. */
  public boolean isAnonymous() {
    return name == null;
  }
}
