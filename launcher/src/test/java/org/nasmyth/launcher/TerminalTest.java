// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.nasmyth.control.channel.Message;

class TerminalTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void outputAndErrorsKeepTheirStreams() {
    Terminal terminal = terminal(false);

    terminal.show(new Message.Out("answer"));
    terminal.show(new Message.Err("complaint"));

    assertThat(text(out)).isEqualTo("answer\n");
    assertThat(text(err)).isEqualTo("complaint\n");
  }

  @Test
  void withoutAPersonWatchingAStepIsOneLine() {
    Terminal terminal = terminal(false);

    terminal.show(new Message.Progress("ivoa.obscore", 1, 3));
    terminal.show(new Message.Progress("ivoa.obscore", 3, 3));
    terminal.show(new Message.Progress("dbo.raw", 1, 3));

    assertThat(text(err)).isEqualTo("ivoa.obscore\ndbo.raw\n");
  }

  @Test
  void outputErasesTheBarSoThatNoLineIsMixed() {
    Terminal terminal = terminal(true);

    terminal.show(new Message.Progress("ivoa.obscore", 1, 2));
    terminal.show(new Message.Out("answer"));

    assertThat(text(err)).endsWith("\r\u001b[K");
    assertThat(text(out)).isEqualTo("answer\n");
  }

  @Test
  void aBarTellsPartAndNumbers() {
    assertThat(Terminal.bar(new Message.Progress("ivoa.obscore", 10_000, 20_000)))
        .contains("ivoa.obscore", "[###############...............]", "50%", "10,000 of 20,000");
  }

  @Test
  void withoutATotalThereIsOnlyACount() {
    assertThat(Terminal.bar(new Message.Progress("rows", 12_345, -1)))
        .contains("rows", "12,345")
        .doesNotContain("[", "%");
  }

  @Test
  void aBarIsNeverFullerThanFull() {
    assertThat(Terminal.bar(new Message.Progress("rows", 30, 20))).contains("100%");
  }

  @Test
  void aSecretIsTheNextLineOfInputThatIsNoKeyboard() {
    Terminal terminal = terminal(false);

    assertThat(terminal.secret("Password")).contains("typed ");
    assertThat(terminal.secret("Password")).contains("more");
    assertThat(terminal.secret("Password")).isEmpty();
    assertThat(text(out)).isEmpty();
  }

  private Terminal terminal(boolean interactive) {
    return new Terminal(
        new BufferedReader(new StringReader("typed \nmore\n")),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        interactive);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
