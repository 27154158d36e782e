// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.pages;

import java.nio.charset.StandardCharsets;

/**
 * A page for people being made in memory, in the look that all pages share, for light and dark
 * screens of any width. It needs nothing from elsewhere. Used by one thread.
 */
public final class HtmlPage {

  /** Its media type. */
  public static final String CONTENT_TYPE = "text/html;charset=UTF-8";

  /** The look, without characters that mean something to XML. */
  public static final String STYLE =
      """
      :root{color-scheme:light dark;--line:#8886;--soft:#8882;--link:light-dark(#0b57a4,#8ec1ff)}
      body{font:16px/1.5 system-ui,sans-serif;max-width:66rem;margin:0 auto;padding:1.5rem 1rem}
      h1{font-size:1.5rem;margin:0;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:2rem 0 .5rem}
      .kind{margin:0;opacity:.75}a{color:var(--link)}code,pre{font:14px/1.5 ui-monospace,monospace}
      pre{background:var(--soft);border-radius:.4rem;padding:.75rem;overflow:auto;margin:.5rem 0}
      .actions a{display:inline-block;border:1px solid var(--line);border-radius:.4rem;
      padding:.35rem .8rem;margin:.75rem .5rem 0 0;text-decoration:none}
      .actions a.main{background:var(--link);color:light-dark(#fff,#000);border-color:transparent}
      .panels{display:flex;flex-wrap:wrap;gap:1rem;margin-top:1rem}
      figure,section{margin:0;border:1px solid var(--line);border-radius:.5rem;padding:.75rem;min-width:0}
      section{padding:.75rem 1rem;margin-top:1rem}section h2{margin:0}section p{margin:.25rem 0}
      figure.wide{flex:1 1 30rem}figcaption{font-size:.9rem;opacity:.8;margin-top:.25rem}
      svg,img{display:block;max-width:100%;height:auto}summary{cursor:pointer;color:var(--link)}
      table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;
      padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--soft);overflow-wrap:anywhere}
      th{font-weight:400;opacity:.75;width:16rem}input{font:inherit;margin-right:.75rem;max-width:100%}
      button{font:inherit}.note{border-left:4px solid #d80;padding:.25rem .75rem;margin-top:1rem}
      dt{font-weight:600;margin-top:1rem}
      """;

  private final StringBuilder page = new StringBuilder();

  /**
   * A page that begins with its title.
   *
   * @param kind a word or two above the title
   */
  public HtmlPage(String kind, String title) {
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
        .append(HtmlText.of(title))
        .append("</title><style>\n")
        .append(STYLE)
        .append("</style></head><body>\n<header><p class=\"kind\">")
        .append(HtmlText.of(kind))
        .append("</p><h1>")
        .append(HtmlText.of(title))
        .append("</h1></header>\n<main>\n");
  }

  /** Adds what is HTML already; never text of a user's or a database's. */
  public HtmlPage markup(String html) {
    page.append(html);
    return this;
  }

  /** Adds text. */
  public HtmlPage text(String text) {
    page.append(HtmlText.of(text));
    return this;
  }

  /** Adds a paragraph of text; nothing if that is blank. */
  public HtmlPage paragraph(String text) {
    return text.isBlank() ? this : markup("<p>").text(text).markup("</p>\n");
  }

  /** Adds a heading. */
  public HtmlPage heading(String text) {
    return markup("<h2>").text(text).markup("</h2>\n");
  }

  /** Adds a link. */
  public HtmlPage link(String url, String text) {
    return markup("<a href=\"").text(url).markup("\">").text(text).markup("</a>");
  }

  /** Adds a row of a table that was begun: a label and a value. */
  public HtmlPage row(String label, String value) {
    return markup("<tr><th>").text(label).markup("</th><td>").text(value).markup("</td></tr>\n");
  }

  /** Ends the page. */
  public byte[] toBytes() {
    return (page + "</main></body></html>\n").getBytes(StandardCharsets.UTF_8);
  }
}
