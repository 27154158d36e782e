// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ExchangeTest {

  private final Exchange<String> exchange =
      new Exchange<>(Duration.ofSeconds(10), Duration.ofSeconds(10));

  @Test
  void partIsFoundByAnyOfItsNamesIgnoringCase() {
    exchange.join("table writer", List.of("csv", "text/csv"), 0);

    assertThat(partFor("CSV")).contains("table writer");
    assertThat(partFor("Text/CSV")).contains("table writer");
    assertThat(partFor("fits")).isEmpty();
  }

  @Test
  void higherRankWinsAndTheOtherReturnsWhenItLeaves() {
    exchange.join("plain", List.of("csv"), 0);
    exchange.join("better", List.of("csv"), 10);

    assertThat(partFor("csv")).contains("better");
    assertThat(exchange.parts()).containsExactly("better");

    exchange.leave("better");

    assertThat(partFor("csv")).contains("plain");
  }

  @Test
  void leavingPartWaitsForItsUsersAndTakesNoNewOnes() throws Exception {
    exchange.join("old", List.of("csv"), 0);
    Lease<String> inUse = exchange.lease("csv").orElseThrow();

    CompletableFuture<Boolean> departure =
        CompletableFuture.supplyAsync(() -> exchange.leave("old"));
    await().atMost(Duration.ofSeconds(60)).until(() -> exchange.parts().isEmpty());
    exchange.join("new", List.of("csv"), 0);

    assertThat(departure).isNotDone();
    assertThat(partFor("csv")).contains("new");
    assertThat(inUse.part()).isEqualTo("old");

    inUse.close();
    assertThat(departure.get(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void departureEndsAtTheDrainLimitAndSaysSo() {
    Exchange<String> hasty = new Exchange<>(Duration.ZERO, Duration.ofMillis(20));
    hasty.join("old", List.of("csv"), 0);

    try (Lease<String> inUse = hasty.lease("csv").orElseThrow()) {
      assertThat(hasty.leave("old")).isFalse();
      assertThat(inUse.part()).isEqualTo("old");
    }
  }

  @Test
  void requestWaitsForTheSuccessorOfAPartThatJustLeft() throws Exception {
    exchange.join("old", List.of("csv"), 0);
    exchange.leave("old");

    CompletableFuture<Optional<String>> request =
        CompletableFuture.supplyAsync(() -> partFor("csv"));
    exchange.join("new", List.of("csv"), 0);

    assertThat(request.get(60, TimeUnit.SECONDS)).contains("new");
  }

  @Test
  void requestForAPartThatLeftForGoodIsToldSoonThatItIsGone() {
    Exchange<String> patient = new Exchange<>(Duration.ofDays(1), Duration.ofSeconds(10));
    patient.join("old", List.of("csv"), 0);
    patient.leave("old", () -> true);

    assertThat(patient.lease("csv")).isEmpty();
  }

  @Test
  void closingEndsTheWaitForASuccessor() throws Exception {
    exchange.join("old", List.of("csv"), 0);
    exchange.leave("old");
    CompletableFuture<Optional<String>> request =
        CompletableFuture.supplyAsync(() -> partFor("csv"));

    exchange.close();

    assertThat(request.get(60, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void noRequestFailsAndNoPartIsUsedAfterItsDepartureThroughManyExchanges() throws Exception {
    record Part(int number, AtomicBoolean gone) {}
    Exchange<Part> busy = new Exchange<>(Duration.ofSeconds(10), Duration.ofSeconds(10));
    Part first = new Part(0, new AtomicBoolean());
    busy.join(first, List.of("x"), 0);
    AtomicInteger failures = new AtomicInteger();
    AtomicInteger uses = new AtomicInteger();
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch started = new CountDownLatch(8);
    List<Thread> clients =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          started.countDown();
                          while (!stop.get()) {
                            try (Lease<Part> lease = busy.lease("x").orElse(null)) {
                              if (lease == null || lease.part().gone().get()) {
                                failures.incrementAndGet();
                              }
                              uses.incrementAndGet();
                            }
                          }
                        }))
            .toList();
    clients.forEach(Thread::start);
    assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();

    Part current = first;
    for (int i = 1; i <= 500; i++) {
      assertThat(busy.leave(current)).isTrue();
      current.gone().set(true);
      current = new Part(i, new AtomicBoolean());
      busy.join(current, List.of("x"), 0);
    }
    stop.set(true);
    for (Thread client : clients) {
      client.join(10_000);
    }

    assertThat(failures).hasValue(0);
    assertThat(uses.get()).isPositive();
  }

  @Test
  void allPartsOfANameAreLeasedOnceNoneOfThemIsAway() throws Exception {
    exchange.join("point", List.of("cell", "cell(point)"), 0);
    exchange.join("numbers", List.of("cell", "cell(double)"), 0);
    assertThat(partsFor("CELL")).contains(List.of("point", "numbers"));
    exchange.leave("point");
    exchange.leave("numbers");
    exchange.join("newer point", List.of("cell", "cell(point)"), 0);

    assertThat(partsFor("cell")).isEmpty();
    CompletableFuture<Void> wait =
        CompletableFuture.runAsync(() -> exchange.awaitSuccessors("cell"));
    assertThat(wait).isNotDone();
    exchange.join("newer numbers", List.of("cell", "cell(double)"), 0);

    wait.get(60, TimeUnit.SECONDS);
    assertThat(partsFor("cell")).contains(List.of("newer point", "newer numbers"));
  }

  @Test
  void aPartThatDoesNotComeBackIsGivenUp() {
    Exchange<String> hasty = new Exchange<>(Duration.ofMillis(20), Duration.ofSeconds(10));
    hasty.join("point", List.of("cell", "cell(point)"), 0);
    hasty.join("numbers", List.of("cell", "cell(double)"), 0);
    hasty.leave("point");

    hasty.awaitSuccessors("cell");

    assertThat(hasty.leaseAll("cell").orElseThrow())
        .extracting(Lease::part)
        .containsExactly("numbers");
    assertThat(hasty.leaseAll("other").orElseThrow()).isEmpty();
  }

  private Optional<List<String>> partsFor(String name) {
    return exchange
        .leaseAll(name)
        .map(
            leases -> {
              leases.forEach(Lease::close);
              return leases.stream().map(Lease::part).toList();
            });
  }

  private Optional<String> partFor(String name) {
    try (Lease<String> lease = exchange.lease(name).orElse(null)) {
      return Optional.ofNullable(lease).map(Lease::part);
    }
  }
}
