// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.it.server.Finished;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SharedServer;
import org.nasmyth.it.server.TapService;

/** A job that one program begins and another one takes up, as TOPCAT does after a restart. */
@Tag("conformance")
@ExtendWith(SharedServer.class)
class TapresumeIT {

  private static final Pattern JOB = Pattern.compile("http://\\S+/tap_obs/async/[^\\s/]+");

  @Test
  void jobIsTakenUpAndDeleted(RunningServer server) throws IOException {
    String job = begin(server);

    Finished resumed = resume(job, "finished");

    assertThat(resumed.exitCode()).as(resumed.output()).isZero();
    assertThat(resumed.output().lines()).anyMatch(line -> line.equals("42"));
    assertThat(status(server, job)).isEqualTo(404);
  }

  @Test
  void jobThatIsNotDeletedIsTakenUpAgain(RunningServer server) throws IOException {
    String job = begin(server);

    assertThat(resume(job, "never").exitCode()).isZero();
    Finished again = resume(job, "always");

    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(again.output().lines()).anyMatch(line -> line.equals("42"));
    assertThat(status(server, job)).isEqualTo(404);
  }

  private static String begin(RunningServer server) throws IOException {
    Finished begun =
        Stilts.run(
            "tapquery",
            "tapurl=" + server.base() + "/tap_obs",
            "sync=false",
            "delete=never",
            "progress=true",
            "adql=SELECT 6 * 7 AS n FROM TAP_SCHEMA.schemas WHERE schema_name = 'ivoa'",
            "omode=discard");
    Matcher job = JOB.matcher(begun.output());
    assertThat(job.find()).as(begun.output()).isTrue();
    return job.group();
  }

  private static Finished resume(String job, String delete) throws IOException {
    return Stilts.run("tapresume", "joburl=" + job, "delete=" + delete, "ofmt=csv");
  }

  private static int status(RunningServer server, String job) throws IOException {
    TapService tap = server.tap("tap_obs");
    return tap.get(job.substring(tap.base().toString().length())).status();
  }
}
