// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;

/** A service whose configuration names a DataLink service announces it to pyvo. */
@Tag("conformance")
class DataLinkIT {

  private static final String QUERY = "SELECT TOP 1 obs_publisher_did FROM ivoa.ObsCore";

  @Test
  void pyvo_follows_the_links_of_a_result() throws IOException {
    int port = freePort();
    Distribution distribution = Distribution.unpacked();
    try (RunningServer server = distribution.start("datalink", Jdk.current())) {
      Path configuration = distribution.home("datalink").resolve("etc/org.nasmyth.tap~obs.json");
      String links = "http://127.0.0.1:" + port + "/links";
      Files.writeString(
          configuration,
          Files.readString(configuration)
              .replaceFirst("\"datalink\": \"[^\"]*\"", "\"datalink\": \"" + links + "\""));
      await()
          .atMost(Duration.ofMinutes(2))
          .ignoreExceptions()
          .until(() -> server.tap("tap_obs").query(QUERY, "votable").text().contains(links));

      PythonCheck.run(server, "files/datalink_of_a_result.py", Integer.toString(port));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
