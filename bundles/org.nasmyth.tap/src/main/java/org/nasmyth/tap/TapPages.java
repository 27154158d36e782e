// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.util.List;
import org.nasmyth.dali.XmlDocument;
import org.nasmyth.dali.pages.HtmlPage;
import org.nasmyth.dali.pages.OfferedService;
import org.nasmyth.dali.pages.ServicePage;
import org.nasmyth.dali.pages.ServicePage.Resource;

/** The pages for people; examples are XHTML, because clients read them, too. */
final class TapPages {

  static final String EXAMPLES_TYPE = "application/xhtml+xml;charset=UTF-8";

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

  private static final List<Resource> RESOURCES =
      List.of(
          new Resource("/tables", "the tables that can be queried"),
          new Resource("/examples", "example queries"),
          new Resource("/capabilities", "what the service can do, and its limits"),
          new Resource("/availability", "whether the service is available"));

  private TapPages() {}

  /** The service's own page. */
  static byte[] overview(TapSettings settings, String baseUrl) {
    String own = "/" + settings.path();
    // A configured address need not end like our own path.
    String path = baseUrl.endsWith(own) ? own : "";
    OfferedService service =
        OfferedService.of(
            path, settings.title(), settings.description(), ORDER, RECIPES.toArray(String[]::new));
    return new ServicePage(service, RESOURCES)
        .html(baseUrl.substring(0, baseUrl.length() - path.length()));
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
