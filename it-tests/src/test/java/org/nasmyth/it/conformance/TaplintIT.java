// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.it.server.Finished;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SharedServer;

/**
 * {@code stilts taplint} finds no error in the services, and no warning that is not listed with its
 * reason in {@code taplint-warnings.txt}. One test per stage.
 */
@Tag("conformance")
@ExtendWith(SharedServer.class)
class TaplintIT {

  private static final List<String> STAGES =
      List.of("TMV", "TME", "TMS", "TMC", "CPV", "CAP", "AVV", "QGE", "QPO", "MDQ", "UPL", "EXA");

  @TestFactory
  Stream<DynamicContainer> taplint(RunningServer server) {
    return Stream.of("tap_obs", "tap_cat")
        .map(
            service ->
                DynamicContainer.dynamicContainer(service, stages(server.base() + "/" + service)));
  }

  /** A test for each stage of taplint on a service. */
  static Stream<DynamicTest> stages(String url) {
    LazyReport report = new LazyReport(url);
    return STAGES.stream()
        .map(stage -> DynamicTest.dynamicTest(stage, () -> check(report.get(), stage)));
  }

  private static void check(TaplintReport report, String stage) throws IOException {
    assertThat(report.stages()).as("taplint ran all stages").containsExactlyElementsOf(STAGES);
    report.of(stage).forEach(System.out::println);
    ExpectedWarnings expected = ExpectedWarnings.read();
    assertThat(report.of(stage).stream().filter(TaplintReport.Line::isFailure)).isEmpty();
    assertThat(
            report.of(stage).stream()
                .filter(TaplintReport.Line::isWarning)
                .filter(line -> !expected.explain(line)))
        .as("warnings without an explanation in taplint-warnings.txt")
        .isEmpty();
  }

  /** Runs taplint once, when its first stage is looked at: stages build on each other. */
  private static final class LazyReport {
    private final String url;
    private TaplintReport report;

    LazyReport(String url) {
      this.url = url;
    }

    TaplintReport get() throws IOException {
      if (report == null) {
        Finished finished =
            Stilts.run(
                "taplint",
                "tapurl=" + url,
                "stages=" + String.join(" ", STAGES),
                "report=EWISF",
                "maxrepeat=100",
                "truncate=2000",
                "format=text");
        report = TaplintReport.parse(finished.output());
      }
      return report;
    }
  }
}
