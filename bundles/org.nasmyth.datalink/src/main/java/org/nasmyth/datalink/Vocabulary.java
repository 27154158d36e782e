// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.datalink;

import java.util.List;
import org.nasmyth.dali.pages.HtmlPage;

/**
 * The terms for links that the IVOA's vocabulary does not have, and the page that explains them.
 */
final class Vocabulary {

  static final String DATA_DOCUMENTATION = "data_documentation";
  static final String NIGHT_LOG = "night_log";

  private static final String CORE = "http://www.ivoa.net/rdf/datalink/core";

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
    HtmlPage page = new HtmlPage("Vocabulary", "Terms for links");
    page.markup(
            "<p>What this archive's DataLink documents say in their column semantics, where the ")
        .link(CORE, "vocabulary of the IVOA")
        .markup(" has no term.</p>\n<dl>\n");
    for (Term term : TERMS) {
      page.markup("<dt id=\"")
          .text(term.word())
          .markup("\">")
          .text(term.label() + " (#" + term.word() + ")")
          .markup("</dt><dd>")
          .text(term.meaning() + " Narrower than ")
          .link(CORE + "#" + term.wider(), "#" + term.wider())
          .markup(".</dd>\n");
    }
    return page.markup("</dl>\n").toBytes();
  }
}
