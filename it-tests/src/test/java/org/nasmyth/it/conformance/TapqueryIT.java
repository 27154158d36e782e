// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.it.server.Finished;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SharedServer;

/** {@code stilts tapquery} uploads a file and has it back with what the archive knows. */
@Tag("conformance")
@ExtendWith(SharedServer.class)
class TapqueryIT {

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void uploads_a_file(String sync, RunningServer server) throws IOException, URISyntaxException {
    Path file =
        Path.of(Objects.requireNonNull(TapqueryIT.class.getResource("bright_stars.csv")).toURI());
    Finished finished =
        Stilts.run(
            "tapquery",
            "tapurl=" + server.base() + "/tap_obs",
            "sync=" + sync,
            "nupload=1",
            "upload1=" + file,
            "ufmt1=csv",
            "upname1=stars",
            "adql=SELECT COUNT(*) AS n, COUNT(DISTINCT o.instrument_name) AS m"
                + " FROM TAP_UPLOAD.stars AS s LEFT JOIN ivoa.ObsCore AS o"
                + " ON DISTANCE(s.ra, s.dec, o.s_ra, o.s_dec) < 0.1",
            "ofmt=csv");
    assertThat(finished.exitCode()).as(finished.output()).isZero();
    assertThat(finished.output().lines()).anyMatch(line -> line.matches("\\d+,\\d+"));
  }
}
