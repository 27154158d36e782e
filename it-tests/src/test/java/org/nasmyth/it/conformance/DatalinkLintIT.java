// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.it.server.Finished;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SharedServer;

/** {@code stilts datalinklint} finds no error in the links of any kind of product. */
@Tag("conformance")
@ExtendWith(SharedServer.class)
class DatalinkLintIT {

  private static final String WITH_FILE = " JOIN archive.files AS f ON f.file_id = ";

  @TestFactory
  Stream<DynamicTest> links(RunningServer server) throws IOException {
    String kinds =
        server
            .tap("tap_obs")
            .csv(
                "SELECT MIN(o.dp_id) AS id FROM ivoa.ObsCore AS o"
                    + WITH_FILE
                    + "o.dp_id GROUP BY o.dataproduct_type, o.dataproduct_subtype")
            .text();
    String others =
        server
            .tap("tap_obs")
            .csv(
                "SELECT MIN(r.dp_id) AS id FROM dbo.raw AS r"
                    + WITH_FILE
                    + "r.dp_id GROUP BY r.dp_cat UNION SELECT MIN(m.archive_id) AS id"
                    + " FROM phase3v2.files AS m"
                    + WITH_FILE
                    + "m.archive_id GROUP BY m.category UNION SELECT MIN(o.dp_id) AS id FROM"
                    + " ivoa.ObsCore AS o"
                    + WITH_FILE
                    + "o.dp_id WHERE o.instrument_name = 'ALMA'")
            .text();
    List<String> ids =
        Stream.concat(kinds.lines().skip(1), others.lines().skip(1))
            .map(line -> line.replace("\"", "").strip())
            .toList();
    assertThat(ids).hasSizeGreaterThan(15);
    Stream<DynamicTest> links =
        Stream.concat(ids.stream(), Stream.of("ADP.nobody", String.join(",", ids)))
            .map(
                id ->
                    DynamicTest.dynamicTest(
                        name(id), () -> lint(server, "/datalink/links?ID=" + id)));
    String calibrations = "/calselector/v1/associations?responseformat=votable&dp_id=";
    return Stream.concat(
        links,
        Stream.of(
            DynamicTest.dynamicTest(
                "calibrations of all at once",
                () -> lint(server, calibrations + String.join(",", ids)))));
  }

  private static String name(String id) {
    return id.length() > 60 ? "all at once" : id;
  }

  private static void lint(RunningServer server, String path) throws IOException {
    Finished finished = Stilts.run("datalinklint", "votable=" + server.base() + path);
    assertThat(finished.exitCode()).as(finished.output()).isZero();
    assertThat(finished.output().lines().filter(line -> line.startsWith("ERROR")))
        .as(finished.output())
        .isEmpty();
  }
}
