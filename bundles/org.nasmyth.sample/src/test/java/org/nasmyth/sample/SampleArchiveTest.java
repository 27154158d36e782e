// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.sample.SampleArchive.Part;
import org.nasmyth.sample.tables.Links;
import org.nasmyth.sample.tables.SampleTable;
import org.nasmyth.testkit.RecordingTerminal;

@DisplayName("Making the sample archive")
class SampleArchiveTest {

  private static final String LABEL = "sample archive";
  private static final Links LINKS = new Links("http://localhost:8080", "eso.org");

  @Test
  @DisplayName("gives the same tables every time, all labelled as simulated")
  void sameEveryTime() throws Exception {
    HashingStore first = new HashingStore();
    HashingStore second = new HashingStore();
    long start = System.nanoTime();
    RecordingTerminal terminal = new RecordingTerminal();
    long rows = make(first, terminal);
    System.out.printf(
        "Made %d values in %.1f s without a database%n",
        first.values.get(), (System.nanoTime() - start) / 1e9);
    assertThat(terminal.done(LABEL)).as("rows told of while they were made").isEqualTo(rows);
    make(second, new RecordingTerminal());
    assertThat(second.tables).isEqualTo(first.tables);
    assertThat(first.values.get()).isGreaterThan(10_000_000);
    assertThat(first.tables.values())
        .allMatch(kept -> kept.definition().table().description().startsWith(SampleTable.LABEL));
  }

  @Test
  @DisplayName("leaves the last tables out when it is interrupted, so that it will be begun anew")
  void interrupted() throws Exception {
    HashingStore store = new HashingStore();
    SampleContent content = SampleContent.make(LINKS);
    RecordingTerminal impatient = new RecordingTerminal();
    impatient.giveUpAt(LABEL, 60_000);
    assertThatThrownBy(() -> make(store, impatient)).isInstanceOf(InterruptedException.class);
    assertThat(store.tables)
        .doesNotContainKey(content.observations().last().name().toString())
        .doesNotContainKey(content.catalogues().last().name().toString());
  }

  private static long make(HashingStore store, CommandIo io) throws Exception {
    SampleContent content = SampleContent.make(LINKS);
    return new SampleArchive(io)
        .make(
            List.of(
                new Part(store, content.observations()),
                new Part(store, content.catalogues()),
                new Part(store, content.access())));
  }
}
