// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasmyth.it.server.Checkout;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Finished;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;

/** Tables that a user brings: what is loaded from a file comes back unchanged through pyvo. */
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnTablesIT {

  private RunningServer server;

  @BeforeAll
  void start() throws IOException {
    server =
        Distribution.unpacked()
            .start("own-tables", Jdk.current(), "--table", brightStars().toString());
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** Real answers of ESO's services and a real catalogue, below {@code ../shared}. */
  static List<String> realFiles() {
    return Stream.of(
            "eso-responses/query_apex_ql_5.csv",
            "eso-responses/query_coll_vvv_sgra.csv",
            "eso-responses/query_inst_sinfoni_sgra.csv",
            "eso-responses/query_list_catalogs_all_versions.csv",
            "eso-responses/query_list_instruments.csv",
            "eso-responses/query_list_surveys.csv",
            "eso-responses/query_main_sgra.csv",
            "fits-samples/astropy_astropy__checksum.fits",
            "fits-samples/astropy_astropy__theap-gap.fits",
            "fits-samples/musevlt_mpdaf__catalog.fits")
        .toList();
  }

  @ParameterizedTest
  @MethodSource("realFiles")
  void real_file_comes_back_cell_by_cell(String name) throws IOException {
    Path file = shared(name);
    String table =
        "own." + name.replaceAll(".*/|\\.[a-z]+$", "").replace('-', '_').toLowerCase(Locale.ROOT);

    Finished load = server.command("load", table, file.toString());
    assertThat(load.exitCode()).as(load.output()).isZero();

    PythonCheck.run(server, "files/compare_with_file.py", table, file.toString());
  }

  @Test
  void table_given_to_run_is_found_by_a_cone_search() throws IOException {
    PythonCheck.run(server, "files/cone_on_own_table.py", tableOf(brightStars()));
  }

  @Test
  void second_load_needs_replace() throws IOException {
    String file = brightStars().toString();
    assertThat(server.command("load", "own.stars", file).exitCode()).isZero();

    Finished refused = server.command("load", "own.stars", file);
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.output()).contains("own.stars", "--replace");

    assertThat(server.command("load", "--replace", "own.stars", file).exitCode()).isZero();
    PythonCheck.run(server, "files/compare_with_file.py", "own.stars", file);
  }

  @Test
  void file_that_is_no_table_is_refused_in_one_line() throws IOException {
    Finished refused = server.command("load", "own.nothing", PythonCheck.folder().toString());
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.output()).contains("python").doesNotContain("Exception", "\tat ");
    assertThat(server.tap("tap_obs").csv("SELECT * FROM own.nothing").status()).isEqualTo(400);
  }

  private static Path shared(String name) {
    Optional<Path> file = Checkout.here().shared(name);
    Assumptions.assumeTrue(
        file.isPresent(),
        () -> {
          String reason = "../shared/" + name + " is not on this machine.";
          System.out.println("skipped: " + reason);
          return reason;
        });
    return file.orElseThrow();
  }

  private String tableOf(Path file) throws IOException {
    String stem = file.getFileName().toString().replaceAll("\\..*", "");
    String found =
        server
            .tap("tap_obs")
            .csv(
                "SELECT table_name FROM TAP_SCHEMA.tables WHERE table_name LIKE '%"
                    + stem
                    + "' ORDER BY table_name")
            .text();
    return found.lines().skip(1).findFirst().orElseThrow();
  }

  private static Path brightStars() {
    URL file = Objects.requireNonNull(OwnTablesIT.class.getResource("bright_stars.csv"));
    try {
      return Path.of(file.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
