// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.Finished;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SharedServer;

/** {@code stilts votlint} has nothing to say against any VOTable that the server writes. */
@Tag("conformance")
@ExtendWith(SharedServer.class)
class VotlintIT {

  private static final List<String> QUERIES =
      List.of(
          "SELECT TOP 200 * FROM ivoa.ObsCore",
          "SELECT TOP 200 * FROM dbo.raw",
          "SELECT TOP 200 * FROM dbo.ssa",
          "SELECT * FROM TAP_SCHEMA.columns",
          "SELECT TOP 20 dp_id, POINT(ra, dec) AS place, 2 > 1 AS more, COUNT(*) AS n"
              + " FROM dbo.raw GROUP BY dp_id, ra, dec",
          "SELECT dp_id FROM dbo.raw WHERE 1 = 0",
          "SELECT no_such_column FROM dbo.raw");

  static Stream<Arguments> votables() {
    return QUERIES.stream()
        .flatMap(
            query ->
                Stream.of("BINARY2", "BINARY", "TABLEDATA")
                    .map(serialisation -> Arguments.of(serialisation, query)));
  }

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("votables")
  void votable_is_valid(String serialisation, String query, RunningServer server)
      throws IOException {
    Answer answer =
        server
            .tap("tap_obs")
            .query(query, "application/x-votable+xml;serialization=" + serialisation);
    Path file = folder.resolve("answer.vot");
    Files.write(file, answer.body());

    assertThat(answer.text()).startsWith("<?xml").contains("QUERY_STATUS");
    Finished finished = Stilts.run("votlint", "votable=" + file, "ucd=true", "unit=true");
    assertThat(finished.output()).isBlank();
    assertThat(finished.exitCode()).isZero();
  }
}
