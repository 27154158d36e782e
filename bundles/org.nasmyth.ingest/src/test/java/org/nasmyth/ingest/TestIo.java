// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nasmyth.api.command.CommandIo;

/** A terminal that keeps what is written to it, and may be left in the middle. */
final class TestIo implements CommandIo {

  final List<String> lines = new ArrayList<>();
  final List<String> errors = new ArrayList<>();

  /** Give up when so many files are done. */
  long patience = Long.MAX_VALUE;

  private boolean cancelled;

  @Override
  public synchronized void println(String text) {
    lines.add(text);
  }

  @Override
  public synchronized void error(String text) {
    errors.add(text);
  }

  @Override
  public synchronized void progress(String label, long done, long total) {
    cancelled |= label.equals("ingest") && done >= patience;
  }

  @Override
  public synchronized boolean cancelled() {
    return cancelled;
  }

  @Override
  public Path resolve(String file) {
    return Path.of(file).toAbsolutePath().normalize();
  }
}
