// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Checking the grammar of queries from the command line. */
class AdqlCheckTest {

  @TempDir private Path folder;

  @Test
  void aFileIsOneQuery() throws Exception {
    assertThat(checked("SELECT *\nFROM a -- comment\n;")).isEqualTo("{\"verdict\":\"valid\"}\n");
  }

  @Test
  void linesOfJsonAreQueriesEach() throws Exception {
    String text =
        """
        {"id": 1, "query": "SELECT a FROM b"}

        {"query": "SELECT a\\nFROM"}
        """;
    assertThat(checked(text).lines())
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("{\"verdict\":\"valid\"}"),
            second ->
                assertThat(second)
                    .startsWith("{\"verdict\":\"invalid\",\"position\":{\"line\":2,\"column\":5}"));
  }

  @Test
  void theStatusTellsOfInvalidQueriesOnlyWhereItIsAskedTo() throws Exception {
    Path bad = Files.writeString(folder.resolve("bad"), "SELECT FROM t");
    Path good = Files.writeString(folder.resolve("good"), "SELECT a FROM t");
    CommandLine line = Nasmyth.commandLine().setOut(new PrintWriter(new StringWriter()));

    assertThat(line.execute("adql", "check", "--parse-only", bad.toString())).isZero();
    assertThat(line.execute("adql", "check", "--parse-only", "--exit-code", bad.toString()))
        .isEqualTo(1);
    assertThat(line.execute("adql", "check", "--parse-only", "--exit-code", good.toString()))
        .isZero();
  }

  @Test
  void aLineWithoutQueryIsNamed() {
    assertThatThrownBy(() -> QueryFile.queries("{\"query\": \"a\"}\n{\"q\": 1}"))
        .isInstanceOf(LaunchException.class)
        .hasMessage("line 2 has no field 'query' with a text");
  }

  private String checked(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("queries"), text);
    StringWriter out = new StringWriter();
    CommandLine line = Nasmyth.commandLine().setOut(new PrintWriter(out, true));
    int status = line.execute("adql", "check", "--parse-only", file.toString());
    assertThat(status).isZero();
    return out.toString().replace(System.lineSeparator(), "\n");
  }
}
