// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MessageTest {

  @Property
  void everyCallSurvivesTheLine(
      @ForAll String name,
      @ForAll String directory,
      @ForAll long patience,
      @ForAll List<String> args) {
    Message call = new Message.Run(name, directory, patience, args);

    assertThat(call.line()).doesNotContain("\n", "\r");
    assertThat(Message.of(call.line())).isEqualTo(call);
  }

  @Property
  void everyProgressSurvivesTheLine(@ForAll String label, @ForAll long done, @ForAll long total) {
    Message progress = new Message.Progress(label, done, total);

    assertThat(Message.of(progress.line())).isEqualTo(progress);
  }

  @Test
  void theOtherMessagesSurviveTheLine() {
    List<Message> messages =
        List.of(
            new Message.Hello(1, "s"),
            new Message.Cancel(),
            new Message.Refused("a\treason"),
            new Message.Out("two\nlines"),
            new Message.Err(""),
            new Message.Ask("a\tprompt"),
            new Message.Answer(true, "a\nsecret"),
            new Message.Answer(false, ""),
            new Message.Exit(3));

    assertThat(messages).allSatisfy(m -> assertThat(Message.of(m.line())).isEqualTo(m));
  }

  @Test
  void otherLinesAreRefused() {
    for (String line : List.of("", "GET / HTTP/1.1", "exit", "exit\tmany", "out\ta\\")) {
      assertThatThrownBy(() -> Message.of(line))
          .as(line)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
