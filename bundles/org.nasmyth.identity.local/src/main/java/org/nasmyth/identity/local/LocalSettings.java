// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * How the accounts' tokens are made.
 *
 * @param issuer the token service's public address, without a slash at the end
 * @param clients what clients may call themselves; a token's audience is one of them
 * @param tokenLife after which a token expires
 * @param keyLife after which tokens are signed with a new key
 * @param basic whether passwords are taken by HTTP Basic
 * @param realm the archive's name in challenges
 */
record LocalSettings(
    String issuer,
    Set<String> clients,
    Duration tokenLife,
    Duration keyLife,
    boolean basic,
    String realm) {

  LocalSettings {
    clients = Set.copyOf(clients);
  }

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException if it is wrong, with the key
   */
  static LocalSettings of(LocalConfiguration configuration) {
    String issuer = String.valueOf(configuration.issuer()).strip();
    if (!issuer.endsWith(TokenServlet.PATH) || !URI.create(issuer).isAbsolute()) {
      throw new IllegalArgumentException(
          "issuer has to be the archive's public address and "
              + TokenServlet.PATH
              + ", such as https://archive.example.org"
              + TokenServlet.PATH
              + "; got '"
              + issuer
              + "'");
    }
    if (configuration.clients().length == 0) {
      throw new IllegalArgumentException("clients has to name at least one client");
    }
    return new LocalSettings(
        issuer,
        Set.of(configuration.clients()),
        Duration.ofHours(configuration.tokenHours()),
        Duration.ofDays(configuration.keyDays()),
        configuration.basic(),
        configuration.realm());
  }
}
