// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.it.server.Checkout;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;

/** A real Keycloak issues tokens; pyvo and astroquery's ESO module log in and query with them. */
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakIT {

  private Keycloak keycloak;
  private RunningServer server;

  @BeforeAll
  void start() throws IOException {
    keycloak = Keycloak.start(unpacked());
    Distribution distribution = Distribution.unpacked();
    Path etc = distribution.prepare("keycloak").resolve("etc");
    Files.writeString(
        etc.resolve("org.nasmyth.identity.oidc~keycloak.json"),
        """
        {
          "issuer": "%s",
          "audiences": ["nasmyth"],
          "groupClaims": ["groups", "realm_access.roles"]
        }
        """
            .formatted(keycloak.issuer()));
    Files.writeString(
        etc.resolve("org.nasmyth.identity.oidc.tokens~keycloak.json"),
        """
        { "issuer": "%s", "client": "nasmyth" }
        """
            .formatted(keycloak.issuer()));
    server = distribution.startAgain("keycloak", Jdk.current());
  }

  @AfterAll
  void stop() {
    try {
      if (server != null) {
        server.close();
      }
    } finally {
      if (keycloak != null) {
        keycloak.close();
      }
    }
  }

  @Test
  @DisplayName("Tokens of Keycloak are accepted if they are for the archive, and no others")
  void pyvoWithTokensOfKeycloak() throws IOException {
    PythonCheck.run(server, "keycloak.py", keycloak.issuer());
  }

  @ParameterizedTest
  @ValueSource(strings = {"trixie", "sid"})
  @DisplayName("astroquery logs in at the archive's address, whose passwords only Keycloak knows")
  void astroqueryWithKeycloakBehindTheArchive(String release) throws IOException {
    PythonCheck.run(server, "keycloak_astroquery.py", release);
  }

  /** Where the build has unpacked Keycloak's distribution, which has one folder. */
  private static Path unpacked() throws IOException {
    Path folder = Checkout.here().root().resolve("it-tests/target/keycloak");
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }
}
