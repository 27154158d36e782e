// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.api.jobs.JobPhase;

/**
 * Servers that are killed at random moments, one life after another on the same jobs, in several
 * folders at once. How often is told by the system property {@code nasmyth.test.kills}, the seed of
 * the moments by {@code nasmyth.test.seed}.
 */
class KillTest {

  private static final int LIVES_OF_A_FOLDER = 10;
  private static final int FOLDERS_AT_ONCE = 2;
  private static final int LONGEST_LIFE_MILLIS = 400;
  private static final int LIMIT_MINUTES = 10;

  @Test
  void killedServerKeepsWhatItHasToldAndBeginsNoJobThreeTimes(@TempDir Path folder)
      throws Exception {
    int kills = Integer.getInteger("nasmyth.test.kills", 5);
    long seed = Long.getLong("nasmyth.test.seed", System.nanoTime());
    System.out.println(kills + " kills by seed " + seed);
    ExecutorService clients = Executors.newFixedThreadPool(FOLDERS_AT_ONCE);
    List<Future<Client>> all = new ArrayList<>();
    for (int left = kills; left > 0; left -= LIVES_OF_A_FOLDER) {
      int lives = Math.min(LIVES_OF_A_FOLDER, left);
      Path home = Files.createDirectories(folder.resolve("home" + all.size()));
      Client client = new Client(home, seed + all.size());
      all.add(clients.submit(() -> client.kill(lives)));
    }
    Map<String, Integer> ends = new HashMap<>();
    try {
      for (Future<Client> client : all) {
        client
            .get(LIMIT_MINUTES, TimeUnit.MINUTES)
            .seen
            .values()
            .forEach(state -> ends.merge(state.split(" ", -1)[0], 1, Integer::sum));
      }
    } finally {
      clients.shutdownNow();
    }
    System.out.println("jobs ended so: " + ends);
  }

  /** Who sees one server after the other live on the same jobs. */
  private static final class Client {
    private final Path home;
    private final long seed;

    /** What it has been told. */
    private final Set<String> accepted = new LinkedHashSet<>();

    private final Map<String, String> seen = new HashMap<>();

    Client(Path home, long seed) {
      this.home = home;
      this.seed = seed;
    }

    Client kill(int lives) throws Exception {
      Random random = new Random(seed);
      String when = "";
      for (int life = 1; life <= lives; life++) {
        when = "kill " + life + " of " + home.getFileName() + " by seed " + seed;
        live(random.nextLong(), true, random.nextInt(LONGEST_LIFE_MILLIS), when);
      }
      live(0, false, -1, "after " + when);
      check("after " + when);
      return this;
    }

    /**
     * Lets a server live.
     *
     * @param millis after what time from its first answer it is killed; negative to let it end
     */
    private void live(long seed, boolean makes, int millis, String when) throws Exception {
      Process server =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Life.class.getName(),
                  home.toString(),
                  Long.toString(seed),
                  Boolean.toString(makes))
              .redirectError(home.resolve("errors").toFile())
              .start();
      try (BufferedReader out = server.inputReader()) {
        Set<String> found = new LinkedHashSet<>();
        String line = out.readLine();
        for (; line != null && !line.equals("ready"); line = out.readLine()) {
          found.add(line.split(" ", -1)[1]);
          told(line, when);
        }
        assertThat(line).as("%s: %s", when, Files.readString(home.resolve("errors"))).isNotNull();
        assertThat(found).as("jobs shown %s", when).containsAll(accepted);
        CompletableFuture<?> killed =
            millis < 0
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(
                    // By the handle: the process itself would close what it has still to tell.
                    () -> server.toHandle().destroyForcibly(),
                    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
        for (line = out.readLine(); line != null; line = out.readLine()) {
          told(line, when);
        }
        killed.get(60, TimeUnit.SECONDS);
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
      } finally {
        server.destroyForcibly();
      }
    }

    /** Takes note of what a client was told, which must not take back what it was told before. */
    private void told(String line, String when) {
      String[] words = line.split(" ", 3);
      if (words[0].equals("accepted")) {
        accepted.add(words[1]);
        return;
      }
      String before = seen.put(words[1], words[2]);
      if (before != null && JobPhase.valueOf(before.split(" ", -1)[0]).isFinal()) {
        assertThat(words[2]).as("job %s %s", words[1], when).isEqualTo(before);
      }
    }

    private void check(String when) throws Exception {
      Map<String, Long> begun;
      try (Stream<String> lines = Files.lines(home.resolve("log"))) {
        begun = lines.collect(Collectors.groupingBy(id -> id, Collectors.counting()));
      }
      for (String id : accepted) {
        String whole =
            "COMPLETED "
                + Life.checksum((String.join("\n", Worker.lines(id)) + "\n").getBytes(UTF_8));
        assertThat(seen.get(id)).as("job %s %s", id, when).isIn(whole, "ERROR", "PENDING");
        assertThat(begun.getOrDefault(id, 0L)).as("job %s begun, %s", id, when).isLessThan(3);
      }
    }
  }
}
