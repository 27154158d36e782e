// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.everything;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.nasmyth.api.metadata.Field;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Java's XML parser, because our pages are XML as well. Values come as texts. */
final class PageReader implements Reader {

  @Override
  public List<Object[]> read(byte[] document, List<Field> fields) throws Exception {
    Element page =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(document))
            .getDocumentElement();
    NodeList bodies = page.getElementsByTagName("tbody");
    NodeList lines = ((Element) bodies.item(bodies.getLength() - 1)).getElementsByTagName("tr");
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < lines.getLength(); i++) {
      NodeList cells = ((Element) lines.item(i)).getElementsByTagName("td");
      Object[] row = new Object[cells.getLength()];
      for (int c = 0; c < row.length; c++) {
        String text = cells.item(c).getTextContent();
        row[c] = text.isEmpty() ? null : text;
      }
      rows.add(row);
    }
    return rows;
  }
}
