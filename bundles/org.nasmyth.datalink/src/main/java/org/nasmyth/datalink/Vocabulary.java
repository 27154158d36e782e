// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.datalink;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The terms for links that the IVOA's vocabulary does not have, and the page that explains them.
 */
final class Vocabulary {

  static final String CONTENT_TYPE = "text/html;charset=UTF-8";
  static final String DATA_DOCUMENTATION = "data_documentation";
  static final String NIGHT_LOG = "night_log";

  private record Term(String word, String label, String wider, String meaning) {}

  private static final List<Term> TERMS =
      List.of(
          new Term(
              DATA_DOCUMENTATION,
              "Data documentation",
              "documentation",
              "The document that describes the data release to which the dataset belongs: how the"
                  + " data were taken, processed and checked."),
          new Term(
              NIGHT_LOG,
              "Night log",
              "documentation",
              "The log of the night in which the dataset was taken: what the telescope did, and"
                  + " under which conditions."),
          new Term(
              "calSelector_raw2raw",
              "Raw calibrations",
              "calibration",
              "A list of the raw calibration frames that belong to a raw frame."),
          new Term(
              "calSelector_raw2master",
              "Master calibrations",
              "calibration",
              "A list of the master calibrations that belong to a raw frame."));

  private Vocabulary() {}

  static byte[] page() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Terms for links</title>
        <style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;
        margin:0 auto;padding:1.5rem 1rem}dt{font-weight:600;margin-top:1rem}</style></head>
        <body><h1>Terms for links</h1>
        <p>What this archive's DataLink documents say in their column semantics, where the
        <a href="http://www.ivoa.net/rdf/datalink/core">vocabulary of the IVOA</a> has no term.</p>
        <dl>
        """);
    for (Term term : TERMS) {
      page.append("<dt id=\"")
          .append(term.word())
          .append("\">")
          .append(term.label())
          .append(" (#")
          .append(term.word())
          .append(")</dt><dd>")
          .append(term.meaning())
          .append(" Narrower than <a href=\"http://www.ivoa.net/rdf/datalink/core#")
          .append(term.wider())
          .append("\">#")
          .append(term.wider())
          .append("</a>.</dd>\n");
    }
    return page.append("</dl></body></html>\n").toString().getBytes(StandardCharsets.UTF_8);
  }
}
