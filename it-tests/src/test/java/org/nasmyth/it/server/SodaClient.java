// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.server;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The cut-out service of a server as a client sees it. Safe for any thread.
 *
 * @param http what asks it; DALI makes the addresses of all services alike
 * @param archive the TAP service that knows the datasets
 */
public record SodaClient(TapService http, TapService archive) {

  /** The service of a server. */
  public static SodaClient of(RunningServer server) {
    return new SodaClient(
        TapService.at(URI.create(server.base() + "/dataPortal/soda")), server.tap("tap_obs"));
  }

  /**
   * A dataset with a file.
   *
   * @param id its identifier
   * @param ra right ascension of its centre, as text
   * @param dec declination of its centre, as text
   */
  public record Dataset(String id, String ra, String dec) {

    /** A circle about the centre. */
    public String circle(String radius) {
      return ra + " " + dec + " " + radius;
    }
  }

  /** Some dataset of a condition on ivoa.ObsCore, always the same one. */
  public Dataset dataset(String condition) throws IOException {
    Answer answer =
        archive.csv(
            "SELECT TOP 1 o.dp_id, o.s_ra, o.s_dec FROM ivoa.ObsCore AS o JOIN archive.files AS f"
                + " ON f.file_id = o.dp_id WHERE "
                + condition
                + " ORDER BY o.dp_id");
    String[] values = answer.text().lines().skip(1).findFirst().orElseThrow().split(",", -1);
    return new Dataset(values[0], values[1], values[2]);
  }

  /** A synchronous request. */
  public Answer cut(String... namesAndValues) throws IOException {
    return http.get(parameters(namesAndValues));
  }

  /** A synchronous request as POST. */
  public Answer post(String... namesAndValues) throws IOException {
    return http.post(parameters(namesAndValues));
  }

  private static Map<String, String> parameters(String... namesAndValues) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return parameters;
  }
}
