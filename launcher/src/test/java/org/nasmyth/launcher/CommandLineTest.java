// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {

  @Test
  void everyCommandAndOptionIsDocumented() {
    for (CommandLine command : Nasmyth.commandLine().getSubcommands().values()) {
      var spec = command.getCommandSpec();
      assertThat(spec.usageMessage().description()).as(spec.name()).isNotEmpty();
      assertThat(spec.options())
          .allSatisfy(
              option -> assertThat(option.description()).as(option.toString()).isNotEmpty());
    }
  }

  @Test
  void anUnknownCommandIsAWrongCommandLine() {
    StringWriter err = new StringWriter();
    CommandLine line = Nasmyth.commandLine().setErr(new PrintWriter(err));

    assertThat(line.execute("rnu")).isEqualTo(2);
    assertThat(err.toString()).contains("rnu");
  }

  @Test
  void aFailureToLaunchIsOneLine() {
    StringWriter err = new StringWriter();
    CommandLine line = Nasmyth.commandLine().setErr(new PrintWriter(err));

    assertThat(line.execute("test")).isEqualTo(1);
    assertThat(err.toString()).startsWith("nasmyth: ").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "stars.fits, stars",
    "Bright Stars.vot.gz, bright_stars",
    "/a/b/2mass-cut.csv, t_2mass_cut",
    "data, data",
    ".hidden, hidden",
    "x.tar.xml, x_tar"
  })
  void aTableIsNamedByItsFile(String file, String table) {
    assertThat(RunCommand.tableName(Path.of(file))).isEqualTo(table);
  }

  @Test
  void files_that_are_absent_or_share_a_name_are_refused_before_anything_starts(
      @TempDir Path folder) throws Exception {
    Path one = Files.createFile(folder.resolve("stars.csv"));
    Path two = Files.createFile(folder.resolve("Stars.fits"));
    Path absent = folder.resolve("absent.csv");

    assertThat(RunCommand.tableNames(List.of(one))).containsExactly("stars");
    assertThatThrownBy(() -> RunCommand.tableNames(List.of(one, absent)))
        .hasMessageContaining(absent.toString());
    assertThatThrownBy(() -> RunCommand.tableNames(List.of(one, two)))
        .hasMessageContainingAll(one.toString(), two.toString(), "tables.stars");
  }
}
