// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.control.channel.Message;

/** Shows what a command says: a moving bar if a person watches, else a line per step. */
final class Terminal {
  /** The system property by which the start script tells whether standard error is a terminal. */
  private static final String INTERACTIVE = "nasmyth.terminal";

  /** The system property by which the start script tells whether standard input is a terminal. */
  private static final String KEYBOARD = "nasmyth.keyboard";

  private static final int BAR_WIDTH = 30;
  private static final int LABEL_WIDTH = 28;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final BufferedReader input;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;
  private @Nullable String label;
  private boolean barIsDrawn;

  Terminal(BufferedReader input, PrintStream out, PrintStream err, boolean interactive) {
    this.input = input;
    this.out = out;
    this.err = err;
    this.interactive = interactive;
  }

  static Terminal ofThisProcess() {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    return new Terminal(input, System.out, System.err, Boolean.getBoolean(INTERACTIVE));
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

  /**
   * Asks for something that is not shown: a person types it unseen, else it is the next line of
   * standard input.
   */
  Optional<String> secret(String prompt) {
    endProgress();
    // Newer versions of Java have a console also where nobody sits.
    Console console = Boolean.getBoolean(KEYBOARD) ? System.console() : null;
    if (console != null) {
      char[] typed = console.readPassword("%s: ", prompt);
      return typed == null ? Optional.empty() : Optional.of(new String(typed));
    }
    try {
      return Optional.ofNullable(input.readLine());
    } catch (IOException e) {
      err.println("nasmyth: standard input cannot be read: " + e.getMessage());
      return Optional.empty();
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
