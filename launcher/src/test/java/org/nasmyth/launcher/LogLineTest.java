// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {

  @Test
  void isOneLineWithTimeLevelLoggerAndMessage() {
    LogRecord entry = new LogRecord(Level.WARNING, "disk {0} is full");
    entry.setParameters(new Object[] {"a"});
    entry.setInstant(Instant.parse("2026-01-02T03:04:05.678901Z"));
    entry.setLoggerName("org.nasmyth.tap");

    assertThat(new LogLine().format(entry))
        .isEqualTo("2026-01-02T03:04:05.678Z WARN  org.nasmyth.tap: disk a is full\n");
  }

  @Test
  void anExceptionFollowsItsLine() {
    LogRecord entry = new LogRecord(Level.SEVERE, "failed");
    entry.setThrown(new IllegalStateException("why"));

    assertThat(new LogLine().format(entry))
        .contains("ERROR", "failed\njava.lang.IllegalStateException: why\n");
  }
}
