// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.TapService;

/**
 * Asynchronous queries of a service, as a client has them done.
 *
 * @param tap the service
 */
record JobClient(TapService tap) {

  private static final Pattern JOB =
      Pattern.compile("<uws:jobref id=\"([^\"]+)\".*?<uws:phase>([A-Z]+)<", Pattern.DOTALL);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Creates a job with a result in CSV and starts it; its id. */
  String run(String adql) throws IOException {
    Map<String, String> form = new HashMap<>(TapService.doQuery(adql, "csv"));
    form.put("PHASE", "RUN");
    return create(form);
  }

  /** Creates a job; its id. */
  String create(Map<String, String> form) throws IOException {
    Answer answer = tap.post("/async", form);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(303);
    String location = answer.header("Location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** The phases of all jobs, by id. */
  Map<String, String> phases() throws IOException {
    Map<String, String> phases = new HashMap<>();
    Matcher jobs = JOB.matcher(tap.get("/async").text());
    while (jobs.find()) {
      phases.put(jobs.group(1), jobs.group(2));
    }
    return phases;
  }

  String phase(String id) throws IOException {
    return tap.get("/async/" + id + "/phase").text();
  }

  /** Waits until a job is over; its phase then. */
  String end(String id) {
    return await("the end of job " + id)
        .atMost(PATIENCE)
        .until(() -> phase(id), phase -> phase.matches("COMPLETED|ERROR|ABORTED"));
  }

  /** The result of a completed job. */
  Answer result(String id) throws IOException {
    return tap.get("/async/" + id + "/results/result");
  }

  /** The document of a job. */
  String document(String id) throws IOException {
    return tap.get("/async/" + id).text();
  }
}
