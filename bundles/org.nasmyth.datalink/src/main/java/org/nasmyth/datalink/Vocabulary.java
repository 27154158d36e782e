// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.datalink;

import org.nasmyth.dali.pages.HtmlPage;
import org.nasmyth.links.ArchiveTerm;

/** The page that explains the archive's own terms for links. */
final class Vocabulary {

  private static final String CORE = "http://www.ivoa.net/rdf/datalink/core";

  private Vocabulary() {}

  static byte[] page() {
    HtmlPage page = new HtmlPage("Vocabulary", "Terms for links");
    page.markup(
            "<p>What this archive's DataLink documents say in their column semantics, where the ")
        .link(CORE, "vocabulary of the IVOA")
        .markup(" has no term.</p>\n<dl>\n");
    for (ArchiveTerm term : ArchiveTerm.values()) {
      page.markup("<dt id=\"")
          .text(term.word())
          .markup("\">")
          .text(term.label() + " (#" + term.word() + ")")
          .markup("</dt><dd>")
          .text(term.meaning());
      if (term.wider() != null) {
        page.text(" Narrower than ")
            .link(CORE + "#" + term.wider(), "#" + term.wider())
            .markup(".");
      }
      page.markup("</dd>\n");
    }
    return page.markup("</dl>\n").toBytes();
  }
}
