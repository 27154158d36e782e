// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription.Info;
import org.nasmyth.results.SampleTable;

/** The page for people. */
class HtmlFormatTest {

  private static final List<Field> FIELDS =
      List.of(
          new Field(
              "ra", ValueType.DOUBLE, "deg", "pos.eq.ra", null, "Right \"ascension\" <J2000>"),
          Field.of("url", ValueType.STRING));

  private static SampleTable holding(String text) {
    return new SampleTable(
        FIELDS,
        List.of(new Info("QUERY", "SELECT * FROM t WHERE a < 1 -- &", null)),
        List.<Object[]>of(new Object[] {1.5, text}));
  }

  @Test
  void pageTellsTheQueryTheColumnsAndTheirMeaning() throws IOException {
    assertThat(page("x"))
        .contains("<pre>SELECT * FROM t WHERE a &lt; 1 -- &amp;</pre>")
        .contains("title=\"Right &quot;ascension&quot; &lt;J2000&gt;\"")
        .contains("<small>deg</small>")
        .contains("<td class=\"number\">1.5</td><td>x</td>");
  }

  @Test
  void addressCanBeFollowed() throws IOException {
    assertThat(page("https://a.org/f?x=1&y=\"2\""))
        .contains(
            "<td><a href=\"https://a.org/f?x=1&amp;y=&quot;2&quot;\" rel=\"noopener noreferrer\">"
                + "https://a.org/f?x=1&amp;y=\"2\"</a></td>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javascript:alert(1)", "https://a.org/ b", "ftp://a.org", " https://a.org"})
  void otherTextCannot(String text) throws IOException {
    assertThat(page(text)).doesNotContain("<a href");
  }

  @Test
  void valueCannotBecomeMarkup() throws IOException {
    assertThat(page("</td><script>alert(1)</script>"))
        .contains("<td>&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;</td>")
        .containsOnlyOnce("<script>");
  }

  @Test
  void pageLetsNothingRunOrLoadButItsOwnScriptAndStyle() throws Exception {
    String page = page("x");

    assertThat(page)
        .contains("default-src 'none'")
        .contains("script-src 'sha256-" + hash(between("<script>", "</script>", page)) + "'")
        .contains("style-src 'sha256-" + hash(between("<style>", "</style>", page)) + "'")
        .doesNotContain("src=", "@import", "url(");
  }

  @Test
  void endingIsTold() throws IOException {
    SampleTable table = holding("x");

    assertThat(text(table, new Ending.Overflow("More <rows>.")))
        .contains("<p id=\"notice\" role=\"status\">More &lt;rows&gt;.</p>\n</body>");
    assertThat(text(table, new Ending.Failed("Gone.")))
        .contains("<p id=\"notice\" role=\"alert\">The query failed: Gone.</p>");
    assertThat(text(table, new Ending.Complete())).doesNotContain("id=\"notice\"");
  }

  private static String page(String text) throws IOException {
    return text(holding(text), new Ending.Complete());
  }

  private static String text(SampleTable table, Ending ending) throws IOException {
    return new String(table.written(new HtmlFormat(), ending), UTF_8);
  }

  private static String between(String begin, String end, String page) {
    int from = page.indexOf(begin) + begin.length();
    return page.substring(from, page.indexOf(end, from));
  }

  private static String hash(String text) throws Exception {
    return Base64.getEncoder()
        .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
