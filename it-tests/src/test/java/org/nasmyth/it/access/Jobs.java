// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.access;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The jobs of a service.
 *
 * @param asker asks the server
 * @param path of the list of jobs
 * @param form what a job has to do; {@code {}} stands for an identifier
 */
record Jobs(Asker asker, String path, Map<String, String> form) {

  static Jobs queries(Asker asker) {
    return new Jobs(
        asker,
        "/tap_obs/async",
        Map.of(
            "LANG",
            "ADQL",
            "FORMAT",
            "csv",
            "QUERY",
            "SELECT dp_id FROM dbo.raw WHERE dp_id = '{}'"));
  }

  static Jobs cutouts(Asker asker) {
    return new Jobs(
        asker, "/dataPortal/soda/async", Map.of("ID", "ivo://eso.org/ID?{}", "PREFIX", "x"));
  }

  /**
   * How a job ended.
   *
   * @param phase the last one
   * @param outcome its first result, or what went wrong
   */
  record Ended(String phase, HttpResponse<byte[]> outcome) {}

  /** Creates and runs a job; its identifier. */
  String run(String id, String authorization) throws IOException, InterruptedException {
    Map<String, String> filled = new LinkedHashMap<>();
    form.forEach((name, value) -> filled.put(name, value.replace("{}", id)));
    filled.put("PHASE", "RUN");
    HttpResponse<byte[]> created = asker.post(path, filled, authorization);
    String job = created.headers().firstValue("Location").orElse("");
    if (created.statusCode() != 303 || job.isEmpty()) {
      throw new IOException(created.statusCode() + " " + Asker.text(created));
    }
    return job.substring(job.lastIndexOf('/') + 1);
  }

  /** Waits for the end of a job. */
  Ended end(String job, String authorization) throws IOException, InterruptedException {
    String phase = "QUEUED";
    while (phase.matches("PENDING|QUEUED|EXECUTING")) {
      phase =
          Asker.text(asker.get(path + "/" + job + "/phase?WAIT=10&PHASE=" + phase, authorization));
    }
    String outcome =
        phase.equals("COMPLETED")
            ? path.startsWith("/tap") ? "/results/result" : "/results"
            : "/error";
    return new Ended(phase, asker.get(path + "/" + job + outcome, authorization));
  }
}
