// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SharedServer;
import org.nasmyth.it.server.TapService;
import org.xml.sax.SAXException;

/**
 * What a user gets for input that is wrong: an error document (DALI 1.1, section 4.2) with status
 * 400 and a message that says what to do, and nothing of the server's inside.
 */
@ExtendWith(SharedServer.class)
class BadInputIT {

  private static final int DEPTH = 2000;

  /** What no message may hold: stack traces, names of classes, the database's own words. */
  private static final List<String> INSIDE =
      List.of("Exception", "\tat ", "org.nasmyth", "java.", "duckdb", "Binder Error", "::");

  static Stream<Arguments> wrong() {
    return Stream.of(
        query("syntax error", "SELECT TOP FROM ivoa.ObsCore", "line 1", "TOP"),
        query("misspelt keyword", "SELEC dp_id FROM ivoa.ObsCore", "line 1", "SELECT"),
        query("statement that changes", "DROP TABLE ivoa.ObsCore", "line 1", "DROP"),
        query("second statement", "SELECT dp_id FROM dbo.raw; DROP TABLE dbo.raw", "line 1"),
        query("unknown table", "SELECT dp_id\nFROM ivoa.ObsCor", "line 2", "ivoa.ObsCore"),
        query("unknown column", "SELECT dp_idd FROM dbo.raw", "line 1", "dp_id"),
        query("unknown function", "SELECT SIIN(ra) FROM dbo.raw", "line 1", "SIN"),
        query("file as a table", "SELECT * FROM read_csv('/etc/passwd')", "line 1"),
        query("file as a name", "SELECT * FROM \"/etc/passwd\"", "line 1", "/etc/passwd"),
        query("number compared with text", "SELECT ra FROM dbo.raw WHERE ra = 'x'", "ra"),
        query("sum of a text", "SELECT SUM(dp_id) FROM dbo.raw", "SUM"),
        query("geometry as a number", "SELECT ra FROM dbo.raw WHERE POINT(1,2) > 3", "line 1"),
        query("empty query", "", "QUERY"),
        query("deep parentheses", nested("(", "1", ")"), "deep"),
        query("deep functions", nested("ABS(", "1", ")"), "deep"),
        query("deep sub-queries", nested("(SELECT ra FROM ", "dbo.raw", ") x"), "deep"),
        query("deep negations", nested("-(", "1", ")"), "deep"),
        with("no QUERY", "QUERY", null, "QUERY"),
        with("unknown LANG", "LANG", "SQL", "ADQL"),
        with("unknown REQUEST", "REQUEST", "doNothing", "REQUEST", "doQuery"),
        with("unknown format", "RESPONSEFORMAT", "papyrus", "papyrus", "csv"),
        with("negative MAXREC", "MAXREC", "-1", "MAXREC", "-1"),
        with("MAXREC that is no number", "MAXREC", "abc", "MAXREC", "abc"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void is_answered_with_400_and_a_message(
      String what, Map<String, String> parameters, List<String> words, RunningServer server)
      throws IOException, SAXException, ParserConfigurationException {
    TapService service = server.tap("tap_obs");
    assertIsError(service.post(parameters), words);
    if (parameters.getOrDefault("QUERY", "").length() < 4000) {
      assertIsError(service.get(parameters), words);
    }
  }

  @Test
  void query_of_five_megabytes_is_answered_with_400(RunningServer server)
      throws IOException, SAXException, ParserConfigurationException {
    String long5 = "SELECT dp_id FROM dbo.raw WHERE dp_id = '" + "x".repeat(5_000_000) + "'";
    assertIsError(server.tap("tap_obs").query(long5, "votable"), List.of("QUERY"));
  }

  @Test
  void maxrec_0_is_no_error_but_asks_for_the_columns(RunningServer server) throws IOException {
    Map<String, String> parameters = TapService.doQuery("SELECT ra FROM dbo.raw", "votable");
    parameters.put("MAXREC", "0");
    Answer answer = server.tap("tap_obs").post(parameters);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("<FIELD", "name=\"ra\"");
    assertThat(answer.queryStatus()).get().asString().startsWith("OVERFLOW");
  }

  @Test
  void server_answers_as_before_after_all_this(RunningServer server) throws IOException {
    assertThat(server.tap("tap_obs").csv("SELECT TOP 1 dp_id FROM dbo.raw").status())
        .isEqualTo(200);
    assertThat(server.log()).doesNotContain("StackOverflowError", "OutOfMemoryError");
  }

  private static void assertIsError(Answer answer, List<String> words)
      throws IOException, SAXException, ParserConfigurationException {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.header("Content-Type").orElse("")).contains("votable");
    String status = answer.queryStatus().orElse("no QUERY_STATUS in " + answer);
    assertThat(status).startsWith("ERROR ");
    assertThat(status).hasSizeLessThan(1000);
    words.forEach(word -> assertThat(status).containsIgnoringCase(word));
    INSIDE.forEach(word -> assertThat(answer.text()).doesNotContainIgnoringCase(word));
    DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(answer.body()));
  }

  private static Arguments query(String what, String adql, String... words) {
    return Arguments.of(what, TapService.doQuery(adql, "votable"), List.of(words));
  }

  /** A good query with one parameter replaced, or left out where the value is null. */
  private static Arguments with(String what, String name, String value, String... words) {
    Map<String, String> parameters =
        new LinkedHashMap<>(TapService.doQuery("SELECT TOP 1 ra FROM dbo.raw", "votable"));
    if (value == null) {
      parameters.remove(name);
    } else {
      parameters.put(name, value);
    }
    return Arguments.of(what, parameters, List.of(words));
  }

  private static String nested(String open, String core, String close) {
    String expression = open.repeat(DEPTH) + core + close.repeat(DEPTH);
    return core.equals("dbo.raw")
        ? "SELECT ra FROM " + expression
        : "SELECT " + expression + " AS x FROM dbo.raw";
  }
}
