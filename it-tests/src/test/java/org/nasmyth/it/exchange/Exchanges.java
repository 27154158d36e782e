// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.nasmyth.it.exchange.Clients.Question;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.Checkout;
import org.nasmyth.it.server.RunningServer;

/**
 * Exchanges an example plugin for another edition of it, again and again, while clients ask.
 *
 * @param jar where it is installed
 * @param editions what it is exchanged for in turn
 * @param probe a question in whose answer an edition's mark stands
 */
record Exchanges(Path jar, List<Edition> editions, Question probe) {

  /**
   * Installs an example in one edition of two.
   *
   * @param name of the example
   * @param text of its source, which its answers show
   * @param replacement what stands in its place, before the edition's mark
   */
  static Exchanges install(
      String name, String text, String replacement, RunningServer server, Question probe)
      throws IOException {
    Checkout checkout = Checkout.here();
    List<Edition> editions = new ArrayList<>();
    for (String mark : List.of("edition-a", "edition-b")) {
      editions.add(
          Edition.build(
              checkout.root().resolve("examples").resolve(name),
              checkout.exampleJar(name),
              text,
              replacement + mark,
              mark,
              Files.createTempFile(name, ".jar")));
    }
    Exchanges exchanges =
        new Exchanges(server.plugins().resolve(name + ".jar"), List.copyOf(editions), probe);
    editions.get(1).install(0, exchanges.jar());
    // Until then there may be nobody else to answer.
    exchanges.soon("the example to be asked").until(() -> text(probe.ask()).contains("edition-b"));
    return exchanges;
  }

  /** Exchanges it while clients ask, none of whom may see a failure. */
  void run(int count, List<? extends Question> questions) throws IOException {
    try (Clients clients = new Clients(questions)) {
      soon("all clients to be at work").until(() -> clients.fewestAnswers() > 0);
      int before = clients.answers();
      for (int i = 0; i < count && clients.failures().isEmpty(); i++) {
        Edition next = editions.get(i % 2);
        next.install(i / 2, jar);
        soon("exchange " + i + " to be seen")
            .until(() -> !clients.failures().isEmpty() || told().contains(next.mark()));
      }
      clients.close();

      assertThat(clients.failures()).isEmpty();
      assertThat(clients.answers()).isGreaterThan(before + count);
      System.out.printf(
          "%d requests were answered through %d exchanges of %s, none failed.%n",
          clients.answers() - before, count, jar.getFileName());
    }
  }

  /** What the probe is answered, which has to be right. */
  String told() throws IOException {
    Answer answer = probe.ask();
    assertThat(probe.isRight(answer)).as(answer.toString()).isTrue();
    return text(answer);
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.ISO_8859_1);
  }

  ConditionFactory soon(String what) {
    return await(what).atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50));
  }
}
