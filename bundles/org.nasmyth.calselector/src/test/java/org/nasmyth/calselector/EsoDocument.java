// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.nasmyth.api.calibration.Association;
import org.nasmyth.api.calibration.CalibrationFile;
import org.nasmyth.api.calibration.Cascade;
import org.nasmyth.api.calibration.CascadeMode;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Documents of ESO's service, of those that lie beside the checkout, as cascades. */
final class EsoDocument {

  private EsoDocument() {}

  /** A file below {@code ../shared}; empty if this machine has none. */
  static Optional<Path> shared(String name) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("nasmyth"))) {
        return Optional.of(folder.resolveSibling("shared").resolve(name)).filter(Files::exists);
      }
    }
    return Optional.empty();
  }

  /** The cascade that a document holds. */
  static Cascade read(String xml) {
    try {
      Element root =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)))
              .getDocumentElement();
      return new Cascade(
          CascadeMode.read(root.getAttribute("mode")).orElseThrow(), association(root));
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException(xml, e);
    }
  }

  private static Association association(Element element) {
    return new Association(
        element.getAttribute("category"),
        Boolean.parseBoolean(element.getAttribute("certified")),
        Boolean.parseBoolean(element.getAttribute("complete")),
        element.hasAttribute("match") ? element.getAttribute("match") : null,
        children(element, "mainFiles").stream()
            .map(
                file ->
                    new CalibrationFile(file.getAttribute("category"), file.getAttribute("name")))
            .toList(),
        children(element, "messages").stream().map(one -> one.getAttribute("text")).toList(),
        children(element, "associatedFiles").stream().map(EsoDocument::association).toList());
  }

  /** The elements in a child of an element. */
  private static List<Element> children(Element element, String list) {
    return elements(element).stream()
        .filter(child -> child.getTagName().equals(list))
        .flatMap(child -> elements(child).stream())
        .toList();
  }

  private static List<Element> elements(Element parent) {
    List<Element> elements = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}
