// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Finished;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.TapService;

/**
 * A disk that is full, where jobs and results are kept: a small one in memory, if we may mount it.
 */
@Tag("conformance")
class FullDiskIT {

  private static final String SMALL = "SELECT TOP 5 table_name FROM TAP_SCHEMA.tables";
  private static final String LARGE = "SELECT TOP 20000 * FROM dbo.raw";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Test
  void fullDiskIsToldAndHarmsNobodyElse() throws IOException {
    Distribution distribution = Distribution.unpacked();
    Path disk = distribution.prepare("full-disk").resolve("jobs");
    Files.createDirectories(disk);
    Finished mounted =
        Finished.run(
            new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=4m", "none", disk.toString()),
            LIMIT);
    if (mounted.exitCode() != 0) {
      System.out.println("Skipped: a small disk cannot be mounted: " + mounted.output());
    }
    assumeTrue(mounted.exitCode() == 0, "a small disk can be mounted");
    try (RunningServer server = distribution.startAgain("full-disk", Jdk.current())) {
      check(new JobClient(server.tap("tap_obs")), disk);
    } finally {
      Finished.run(new ProcessBuilder("umount", "--lazy", disk.toString()), LIMIT);
    }
  }

  private static void check(JobClient client, Path disk) throws IOException {
    String before = client.run(SMALL);
    assertThat(client.end(before)).isEqualTo("COMPLETED");
    byte[] result = client.result(before).body();

    String tooLarge = client.run(LARGE);
    assertThat(client.end(tooLarge)).isEqualTo("ERROR");
    assertThat(client.document(tooLarge)).contains("its disk may be full");
    assertThat(disk.resolve(tooLarge)).as("nothing is left behind").doesNotExist();
    assertThat(client.result(before).body()).isEqualTo(result);
    String after = client.run(SMALL);
    assertThat(client.end(after)).isEqualTo("COMPLETED");

    Path filler = disk.resolve("filler");
    fill(filler);
    Map<String, String> form = new HashMap<>(TapService.doQuery(SMALL, "csv"));
    form.put("PHASE", "RUN");
    Answer refused =
        await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> client.tap().post("/async", form), answer -> answer.status() != 303);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isPresent();
    assertThat(refused.queryStatus().orElse("")).startsWith("ERROR").contains("disk be full");
    assertThat(client.tap().csv(SMALL).status()).as("synchronous queries go on").isEqualTo(200);

    Files.delete(filler);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> client.tap().post("/async", form).status() == 303);
    assertThat(client.result(before).body()).isEqualTo(result);
    assertThat(client.end(client.run(SMALL))).isEqualTo("COMPLETED");
  }

  /** Writes until nothing more can be written. */
  private static void fill(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      System.out.println("The disk is full: " + e.getMessage());
    }
  }
}
