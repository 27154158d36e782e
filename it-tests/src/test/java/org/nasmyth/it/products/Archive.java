// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.products;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.TapService;

/**
 * The files of a server's sample archive, and the addresses below which they are served.
 *
 * @param server holds the sample archive
 */
record Archive(RunningServer server) {

  /**
   * A product with a file.
   *
   * @param id its identifier
   * @param file where its file is
   * @param circle about its centre, small, as SODA takes it
   */
  record Stored(String id, Path file, String circle) {}

  /** Some product of a condition on ivoa.ObsCore, always the same one. */
  Stored product(String condition) throws IOException {
    String[] values =
        rows("SELECT TOP 1 o.dp_id, f.file_path, o.s_ra, o.s_dec FROM ivoa.ObsCore AS o"
                + " JOIN archive.files AS f ON f.file_id = o.dp_id WHERE "
                + condition
                + " ORDER BY o.dp_id")
            .get(0)
            .split(",", -1);
    return new Stored(
        values[0],
        server.home().resolve("data/files").resolve(values[1]),
        values[2] + " " + values[3] + " 0.001");
  }

  /** The rows of a query as CSV. */
  List<String> rows(String adql) throws IOException {
    return server.tap("tap_obs").csv(adql).text().lines().skip(1).toList();
  }

  /**
   * Gets an address.
   *
   * @param headers names and values in turn
   */
  Answer get(String path, String... headers) throws IOException {
    return client().get(path, headers);
  }

  /** What asks it. */
  TapService client() {
    return TapService.at(URI.create(server.base().toString()));
  }
}
