// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.util.List;
import org.nasmyth.dali.XmlDocument;
import org.nasmyth.dali.pages.HtmlPage;

/** The pages for people, as XHTML. */
final class TapPages {

  static final String CONTENT_TYPE = "application/xhtml+xml;charset=UTF-8";

  /** Where TAP stands among the services of an archive: first. */
  static final int ORDER = 10;

  /** How people may ask the service. */
  static final List<String> RECIPES =
      List.of(
          "With curl:|curl {address}/sync -d LANG=ADQL -d FORMAT=csv \\|  --data-urlencode"
              + " 'QUERY=SELECT table_name, description FROM TAP_SCHEMA.tables'",
          "In Python:|import pyvo|service = pyvo.dal.TAPService(\"{address}\")|"
              + "print(service.search(\"SELECT table_name, description FROM"
              + " TAP_SCHEMA.tables\").to_table())",
          "In TOPCAT: VO, Table Access Protocol (TAP) Query, and as TAP URL|{address}");

  private record Link(String path, String text) {}

  private static final List<Link> LINKS =
      List.of(
          new Link("tables", "the tables that can be queried"),
          new Link("examples", "example queries"),
          new Link("capabilities", "what the service can do, and its limits"),
          new Link("availability", "whether the service is available"));

  private TapPages() {}

  /** The service's own page. */
  static byte[] overview(TapSettings settings, String baseUrl) {
    XmlDocument xml = begin(settings.title());
    if (!settings.description().isEmpty()) {
      xml.element("p", settings.description()).line();
    }
    xml.element(
            "p",
            "This is a TAP service: give its address to TOPCAT, pyvo, or any other client of the"
                + " Virtual Observatory.")
        .line();
    xml.element("pre", baseUrl).line();
    xml.open("ul").line();
    for (Link link : LINKS) {
      xml.open("li");
      xml.open("a").attribute("href", baseUrl + "/" + link.path).text("/" + link.path).close();
      xml.text(": " + link.text).close().line();
    }
    xml.close().line();
    xml.element("p", "A first query:").line();
    xml.element(
            "pre",
            "curl "
                + baseUrl
                + "/sync -d FORMAT=csv -d LANG=ADQL"
                + " --data-urlencode 'QUERY=SELECT table_name, description FROM TAP_SCHEMA.tables'")
        .line();
    return xml.close().close().toBytes();
  }

  /** The examples, marked up for clients (DALI 1.1, section 2.3). */
  static byte[] examples(TapSettings settings, String baseUrl) {
    XmlDocument xml = begin("Examples of " + settings.title());
    xml.open("div").attribute("vocab", "http://www.ivoa.net/rdf/examples#").line();
    for (Example example : settings.examples()) {
      xml.open("div")
          .attribute("typeof", "example")
          .attribute("id", example.id())
          .attribute("resource", "#" + example.id())
          .line();
      xml.open("h2").attribute("property", "name").text(example.title()).close().line();
      if (!example.explanation().isEmpty()) {
        xml.element("p", example.explanation()).line();
      }
      xml.open("pre").attribute("property", "query").text(example.adql()).close().line();
      xml.close().line();
    }
    xml.close().line();
    xml.open("p").open("a").attribute("href", baseUrl).text("About the service").close().close();
    return xml.line().close().close().toBytes();
  }

  private static XmlDocument begin(String title) {
    return new XmlDocument()
        .open("html")
        .attribute("xmlns", "http://www.w3.org/1999/xhtml")
        .line()
        .open("head")
        .element("title", title)
        .element("style", HtmlPage.STYLE)
        .close()
        .line()
        .open("body")
        .line()
        .element("h1", title)
        .line();
  }
}
