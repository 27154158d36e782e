// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nasmyth.api.command.CommandIo;

/** A terminal that keeps what is written to it. */
final class Terminal implements CommandIo {

  final List<String> lines = new ArrayList<>();
  final List<String> errors = new ArrayList<>();

  @Override
  public void println(String text) {
    lines.add(text);
  }

  @Override
  public void error(String text) {
    errors.add(text);
  }

  @Override
  public void progress(String label, long done, long total) {}

  @Override
  public boolean cancelled() {
    return false;
  }

  @Override
  public Path resolve(String file) {
    return Path.of(file).toAbsolutePath().normalize();
  }
}
