// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.dali.ClientAddresses;

@DisplayName("Failed logins")
class FailedLoginsTest {

  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "192.0.2.2";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong now = new AtomicLong();
  private final FailedLogins failures = new FailedLogins(new ClientAddresses(List.of()), now::get);

  @Test
  @DisplayName("of which some are free, then each makes the next wait twice as long, up to a limit")
  void slowDown() {
    for (int i = 0; i < 5; i++) {
      assertThat(fail("pi", HERE)).isEmpty();
    }
    assertThat(fail("pi", HERE)).contains(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(fail("pi", HERE)).isEmpty();
    assertThat(fail("PI", HERE)).contains(Duration.ofSeconds(2));
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofMinutes(15));
      assertThat(fail("pi", HERE)).isEmpty();
    }
    assertThat(fail("pi", HERE)).contains(Duration.ofMinutes(15));
  }

  @Test
  @DisplayName("from one address keep nobody from logging in from another")
  void otherAddress() {
    for (int i = 0; i < 5; i++) {
      assertThat(fail("pi", HERE)).isEmpty();
    }
    assertThat(fail("pi", HERE)).isPresent();
    assertThat(fail("pi", ELSEWHERE)).isEmpty();
  }

  @Test
  @DisplayName("at many accounts slow the address down")
  void manyNames() {
    for (int i = 0; i < 30; i++) {
      assertThat(fail("user" + i, HERE)).isEmpty();
    }
    assertThat(fail("another", HERE)).isPresent();
    assertThat(fail("another", ELSEWHERE)).isEmpty();
  }

  @Test
  @DisplayName("from many addresses slow the account down, for seconds only")
  void manyAddresses() {
    for (int i = 0; i < 50; i++) {
      assertThat(fail("pi", "198.51.100." + i)).isEmpty();
    }
    assertThat(fail("pi", HERE)).isPresent();
    for (int i = 0; i < 40; i++) {
      pass(Duration.ofSeconds(20));
      assertThat(fail("pi", "203.0.113." + i)).isEmpty();
    }
  }

  @Test
  @DisplayName("from addresses of one IPv6 network count as from one")
  void ipv6() {
    for (int i = 0; i < 5; i++) {
      assertThat(fail("pi", "2001:db8:0:1:0:0:0:" + i)).isEmpty();
    }
    assertThat(fail("pi", "2001:db8:0:1:0:0:0:9")).isPresent();
    assertThat(fail("pi", "2001:db8:0:2:0:0:0:9")).isEmpty();
  }

  @Test
  @DisplayName("are forgiven by a success, and by an hour")
  void forgiven() {
    for (int i = 0; i < 3; i++) {
      assertThat(fail("pi", HERE)).isEmpty();
    }
    try (FailedLogins.Attempt right = failures.begin("pi", HERE)) {
      right.succeeded();
    }
    for (int i = 0; i < 5; i++) {
      assertThat(fail("pi", HERE)).isEmpty();
    }
    assertThat(fail("pi", HERE)).isPresent();
    pass(Duration.ofMinutes(61));
    for (int i = 0; i < 5; i++) {
      assertThat(fail("pi", HERE)).isEmpty();
    }
  }

  @Test
  @DisplayName("of successes only, there are none, however many at a time")
  void successes() {
    for (int i = 0; i < 1000; i++) {
      try (FailedLogins.Attempt right = failures.begin("pi", HERE)) {
        assertThat(right.refusal()).isEmpty();
        right.succeeded();
      }
    }
  }

  @Test
  @DisplayName("are not feared of many attempts at once that are right")
  void manyRightAtOnce() throws Exception {
    List<FailedLogins.Attempt> first = undecided(5);
    List<Future<Optional<Duration>>> others = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      others.add(
          threads.submit(
              () -> {
                try (FailedLogins.Attempt right = failures.begin("pi", HERE)) {
                  right.succeeded();
                  return right.refusal();
                }
              }));
    }
    first.forEach(FailedLogins.Attempt::succeeded);
    for (Future<Optional<Duration>> other : others) {
      assertThat(other.get(60, TimeUnit.SECONDS)).isEmpty();
    }
  }

  @Test
  @DisplayName("count each, also of guesses at once")
  void manyWrongAtOnce() throws Exception {
    List<FailedLogins.Attempt> first = undecided(5);
    List<Future<Optional<Duration>>> others = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      others.add(threads.submit(() -> fail("pi", HERE)));
    }
    first.forEach(FailedLogins.Attempt::close);
    for (Future<Optional<Duration>> other : others) {
      assertThat(other.get(60, TimeUnit.SECONDS)).isPresent();
    }
  }

  @Test
  @DisplayName("are not what nobody could decide")
  void undecided() {
    for (int i = 0; i < 1000; i++) {
      try (FailedLogins.Attempt attempt = failures.begin("pi", HERE)) {
        assertThat(attempt.refusal()).isEmpty();
        attempt.undecided();
      }
    }
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private List<FailedLogins.Attempt> undecided(int count) {
    List<FailedLogins.Attempt> begun = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      begun.add(failures.begin("pi", HERE));
    }
    return begun;
  }

  /** Why an attempt that fails could not even begin. */
  private Optional<Duration> fail(String name, String address) {
    try (FailedLogins.Attempt wrong = failures.begin(name, address)) {
      return wrong.refusal();
    }
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
