// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nasmyth.control.channel.Message;

/** Shows what a command says: a moving bar if a person watches, else a line per step. */
final class Terminal {
  /** The system property by which the start script tells whether standard error is a terminal. */
  private static final String INTERACTIVE = "nasmyth.terminal";

  private static final int BAR_WIDTH = 30;
  private static final int LABEL_WIDTH = 28;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;
  private @Nullable String label;
  private boolean barIsDrawn;

  Terminal(PrintStream out, PrintStream err, boolean interactive) {
    this.out = out;
    this.err = err;
    this.interactive = interactive;
  }

  static Terminal ofThisProcess() {
    return new Terminal(System.out, System.err, Boolean.getBoolean(INTERACTIVE));
  }

  void show(Message message) {
    if (message instanceof Message.Out text) {
      eraseBar();
      out.println(text.text());
    } else if (message instanceof Message.Err text) {
      eraseBar();
      err.println(text.text());
    } else if (message instanceof Message.Progress progress) {
      show(progress);
    }
  }

  /** Leaves the last bar where it is and goes on below it. */
  void endProgress() {
    if (barIsDrawn) {
      err.println();
      barIsDrawn = false;
    }
    label = null;
  }

  private void show(Message.Progress progress) {
    boolean isNew = !progress.label().equals(label);
    if (isNew) {
      endProgress();
      label = progress.label();
    }
    if (interactive) {
      err.print(ERASE_LINE + bar(progress));
      err.flush();
      barIsDrawn = true;
    } else if (isNew) {
      err.println(progress.label());
    }
  }

  private void eraseBar() {
    if (barIsDrawn) {
      err.print(ERASE_LINE);
      err.flush();
      barIsDrawn = false;
    }
  }

  static String bar(Message.Progress progress) {
    String name = String.format(Locale.ROOT, "%-" + LABEL_WIDTH + "s", progress.label());
    if (progress.total() <= 0) {
      return String.format(Locale.ROOT, "%s %,d", name, progress.done());
    }
    double part = Math.min(1.0, (double) progress.done() / progress.total());
    int full = (int) (part * BAR_WIDTH);
    return String.format(
        Locale.ROOT,
        "%s [%s%s] %3d%% %,d of %,d",
        name,
        "#".repeat(full),
        ".".repeat(BAR_WIDTH - full),
        (int) (part * 100),
        progress.done(),
        progress.total());
  }
}
