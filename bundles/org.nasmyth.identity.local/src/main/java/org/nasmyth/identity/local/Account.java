// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One account.
 *
 * @param name unique, case matters not for that
 * @param stamp changes with the password, and is never given twice: what was issued for another
 *     stamp is no longer good, also when a removed name is taken again
 * @param password its hash
 * @param groups what it belongs to
 */
record Account(String name, String stamp, PasswordHash password, Set<String> groups) {

  /** Names of accounts and groups: those that need no quoting anywhere. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}");

  Account {
    groups = Set.copyOf(groups);
  }

  static Account of(String name, PasswordHash password, Set<String> groups) {
    return new Account(name, UUID.randomUUID().toString(), password, groups);
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  Account withPassword(PasswordHash changed) {
    return of(name, changed, groups);
  }

  Account withGroups(Set<String> changed) {
    return new Account(name, stamp, password, changed);
  }

  /** The groups in the order of the alphabet. */
  Set<String> sortedGroups() {
    return new TreeSet<>(groups);
  }
}
