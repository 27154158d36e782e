// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The description of a data release: one page of PDF (ISO 32000-1). */
final class ReleaseDocument {

  private ReleaseDocument() {}

  static byte[] of(String collection) {
    String page =
        "BT /F1 18 Tf 72 740 Td (Data release "
            + collection.replaceAll("[^A-Za-z0-9 ._-]", "_")
            + ") Tj 0 -30 Td /F1 11 Tf (Simulated by the sample archive of Nasmyth.) Tj"
            + " 0 -16 Td (Nothing that it describes was observed.) Tj ET";
    List<String> objects =
        List.of(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
                + "/Resources<</Font<</F1 4 0 R>>>>>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            "<</Length " + page.length() + ">>\nstream\n" + page + "\nendstream");
    StringBuilder text = new StringBuilder("%PDF-1.4\n");
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      places.add(text.length());
      text.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
    }
    int table = text.length();
    text.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
    places.forEach(at -> text.append(String.format(Locale.ROOT, "%010d 00000 n \n", at)));
    text.append("trailer\n<</Size ")
        .append(objects.size() + 1)
        .append("/Root 1 0 R>>\nstartxref\n")
        .append(table)
        .append("\n%%EOF\n");
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
