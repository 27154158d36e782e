// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.dali.pages.OfferedService.Recipe;
import org.nasmyth.dali.pages.ServicePage.Resource;

@DisplayName("A page for people")
class PagesTest {

  @Test
  @DisplayName("takes no text for markup")
  void escapes() {
    String page =
        text(
            new HtmlPage("<kind>", "a & <b>")
                .paragraph("<script>\u0001")
                .paragraph(" ")
                .heading("\"h\"")
                .link("http://x/?a=1&b=\"", "<l>")
                .row("<label>", "<value>")
                .toBytes());
    assertThat(page)
        .contains("<title>a &amp; &lt;b&gt;</title>", "&lt;kind&gt;", "<p>&lt;script&gt;\uFFFD</p>")
        .contains("href=\"http://x/?a=1&amp;b=&quot;\">&lt;l&gt;</a>")
        .contains("<th>&lt;label&gt;</th><td>&lt;value&gt;</td>")
        .doesNotContain("<script>", "<p> </p>");
  }

  @Test
  @DisplayName("tells of a service what its servlet's properties say")
  void properties() {
    OfferedService service =
        OfferedService.of(
            Map.of(
                OfferedService.PATH,
                "/tap",
                OfferedService.TITLE,
                "Tables",
                OfferedService.ORDER,
                7,
                OfferedService.RECIPES,
                new String[] {
                  "By curl:|curl {address}/sync|  -d x", "no recipe", "Root:|{root}/"
                }));
    assertThat(service.title()).isEqualTo("Tables");
    assertThat(service.description()).isEmpty();
    assertThat(service.order()).isEqualTo(7);
    assertThat(service.recipes())
        .containsExactly(
            new Recipe("By curl:", "curl {address}/sync\n  -d x"), new Recipe("Root:", "{root}/"));
    OfferedService bare = OfferedService.of(Map.of(OfferedService.PATH, "/bare"));
    assertThat(bare.title()).isEqualTo("/bare");
    assertThat(bare.recipes()).isEmpty();
  }

  @Test
  @DisplayName("of a service leads to its resources and says how it is asked")
  void service() {
    String page =
        text(
            new ServicePage(
                    OfferedService.of("/links", "Links", "What belongs.", 1, "Ask:|curl {address}"),
                    List.of(new Resource("/capabilities", "what it can do")))
                .html("http://archive.example.org/vo"));
    assertThat(page)
        .contains("<h1>Links</h1>", "What belongs.", "what it can do")
        .contains("href=\"http://archive.example.org/vo/links/capabilities\"")
        .contains("<pre>curl http://archive.example.org/vo/links</pre>")
        .contains("href=\"http://archive.example.org/vo/\"");
  }

  private static String text(byte[] page) {
    return new String(page, StandardCharsets.UTF_8);
  }
}
