// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nasmyth.it.server.Checkout;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;

/** A real Keycloak issues tokens; pyvo queries with them. */
@Tag("conformance")
class KeycloakIT {

  @Test
  @DisplayName("Tokens of Keycloak are accepted if they are for the archive, and no others")
  void pyvoWithTokensOfKeycloak() throws IOException {
    try (Keycloak keycloak = Keycloak.start(unpacked())) {
      Distribution distribution = Distribution.unpacked();
      Path home = distribution.prepare("keycloak");
      Files.writeString(
          home.resolve("etc").resolve("org.nasmyth.identity.oidc~keycloak.json"),
          """
          {
            "issuer": "%s",
            "audiences": ["nasmyth"],
            "groupClaims": ["groups", "realm_access.roles"],
            "prefix": "kc:"
          }
          """
              .formatted(keycloak.issuer()));
      try (RunningServer server = distribution.startAgain("keycloak", Jdk.current())) {
        PythonCheck.run(server, "keycloak.py", keycloak.issuer());
      }
    }
  }

  /** Where the build has unpacked Keycloak's distribution, which has one folder. */
  private static Path unpacked() throws IOException {
    Path folder = Checkout.here().root().resolve("it-tests/target/keycloak");
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }
}
