// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves when it is told to, for any thread. */
public final class SettableClock extends Clock {

  private volatile Instant now;

  /** A clock that stands at a moment. */
  public SettableClock(Instant now) {
    this.now = now;
  }

  /** Goes on by some time. */
  public void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
