// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.Checkout;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SharedServer;

/** The page that tells astronomers what ADQL can do: all of its examples run. */
@ExtendWith(SharedServer.class)
class AdqlPageIT {

  private static final Pattern EXAMPLE =
      Pattern.compile("```adql\n(.*?)\n```\n(?:\n```text\n(.*?)\n```\n)?", Pattern.DOTALL);
  private static final Pattern FUNCTION = Pattern.compile("<form>(\\w+)\\([^<]*&gt;");

  private record Example(String query, @Nullable String result) {
    @Override
    public String toString() {
      return query;
    }
  }

  static Stream<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(page());
    while (matcher.find()) {
      examples.add(new Example(matcher.group(1), matcher.group(2)));
    }
    assertThat(examples).hasSizeGreaterThan(30);
    return examples.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_answers_what_the_page_says(Example example, RunningServer server)
      throws IOException {
    Answer answer = server.tap("tap_obs").csv(example.query());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    List<String> lines = answer.text().lines().toList();
    if (example.result() == null) {
      assertThat(lines).as("a header and rows").hasSizeGreaterThan(1);
    } else {
      assertThat(lines).isEqualTo(example.result().lines().toList());
    }
  }

  @Test
  void every_function_of_the_service_is_on_the_page(RunningServer server) throws IOException {
    String capabilities = server.tap("tap_obs").get("/capabilities").text();
    List<String> functions =
        FUNCTION.matcher(capabilities).results().map(match -> match.group(1)).distinct().toList();
    assertThat(functions).hasSizeGreaterThan(15);
    assertThat(page()).contains(functions);
  }

  private static String page() throws IOException {
    return Files.readString(Checkout.here().root().resolve("docs").resolve("adql.md"));
  }
}
