// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.dali.ClientAddresses;

@DisplayName("Failed logins")
class FailedLoginsTest {

  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "192.0.2.2";

  private final AtomicLong now = new AtomicLong();
  private final FailedLogins failures = new FailedLogins(new ClientAddresses(List.of()), now::get);

  @Test
  @DisplayName("of which some are free, then each makes the next wait twice as long, up to a limit")
  void slowDown() {
    for (int i = 0; i < 5; i++) {
      assertThat(failures.begin("pi", HERE)).isEmpty();
    }
    assertThat(failures.begin("pi", HERE)).contains(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(failures.begin("pi", HERE)).isEmpty();
    assertThat(failures.begin("PI", HERE)).contains(Duration.ofSeconds(2));
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofMinutes(15));
      assertThat(failures.begin("pi", HERE)).isEmpty();
    }
    assertThat(failures.begin("pi", HERE)).contains(Duration.ofMinutes(15));
  }

  @Test
  @DisplayName("from one address keep nobody from logging in from another")
  void otherAddress() {
    for (int i = 0; i < 5; i++) {
      assertThat(failures.begin("pi", HERE)).isEmpty();
    }
    assertThat(failures.begin("pi", HERE)).isPresent();
    assertThat(failures.begin("pi", ELSEWHERE)).isEmpty();
  }

  @Test
  @DisplayName("at many accounts slow the address down")
  void manyNames() {
    for (int i = 0; i < 30; i++) {
      assertThat(failures.begin("user" + i, HERE)).isEmpty();
    }
    assertThat(failures.begin("another", HERE)).isPresent();
    assertThat(failures.begin("another", ELSEWHERE)).isEmpty();
  }

  @Test
  @DisplayName("from many addresses slow the account down, for seconds only")
  void manyAddresses() {
    for (int i = 0; i < 50; i++) {
      assertThat(failures.begin("pi", "198.51.100." + i)).isEmpty();
    }
    assertThat(failures.begin("pi", HERE)).isPresent();
    for (int i = 0; i < 40; i++) {
      pass(Duration.ofSeconds(20));
      assertThat(failures.begin("pi", "203.0.113." + i)).isEmpty();
    }
  }

  @Test
  @DisplayName("from addresses of one IPv6 network count as from one")
  void ipv6() {
    for (int i = 0; i < 5; i++) {
      assertThat(failures.begin("pi", "2001:db8:0:1:0:0:0:" + i)).isEmpty();
    }
    assertThat(failures.begin("pi", "2001:db8:0:1:0:0:0:9")).isPresent();
    assertThat(failures.begin("pi", "2001:db8:0:2:0:0:0:9")).isEmpty();
  }

  @Test
  @DisplayName("are forgiven by a success, and by an hour")
  void forgiven() {
    for (int i = 0; i < 3; i++) {
      assertThat(failures.begin("pi", HERE)).isEmpty();
    }
    failures.succeeded("pi", HERE);
    for (int i = 0; i < 5; i++) {
      assertThat(failures.begin("pi", HERE)).isEmpty();
    }
    assertThat(failures.begin("pi", HERE)).isPresent();
    pass(Duration.ofMinutes(61));
    for (int i = 0; i < 5; i++) {
      assertThat(failures.begin("pi", HERE)).isEmpty();
    }
  }

  @Test
  @DisplayName("of successes only, there are none, however many at a time")
  void successes() {
    for (int i = 0; i < 1000; i++) {
      assertThat(failures.begin("pi", HERE)).isEmpty();
      failures.succeeded("pi", HERE);
    }
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
