// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A small XML document being made in memory. Whatever the texts contain it is well-formed: what XML
 * does not allow becomes U+FFFD. Used by one thread.
 */
public final class XmlDocument {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
  private final XMLStreamWriter writer;

  /** An empty document. */
  public XmlDocument() {
    try {
      writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, UTF_8.name());
      writer.writeStartDocument(UTF_8.name(), "1.0");
      writer.writeCharacters("\n");
    } catch (XMLStreamException e) {
      throw impossible(e);
    }
  }

  /** Opens an element; its name may have a prefix that an attribute declares. */
  public XmlDocument open(String name) {
    try {
      writer.writeStartElement(name);
      return this;
    } catch (XMLStreamException e) {
      throw impossible(e);
    }
  }

  /** Adds an attribute to the element just opened, unless the value is null. */
  public XmlDocument attribute(String name, @Nullable String value) {
    try {
      if (value != null) {
        writer.writeAttribute(name, clean(value));
      }
      return this;
    } catch (XMLStreamException e) {
      throw impossible(e);
    }
  }

  /** Adds character data. */
  public XmlDocument text(String value) {
    try {
      writer.writeCharacters(clean(value));
      return this;
    } catch (XMLStreamException e) {
      throw impossible(e);
    }
  }

  /** Closes the innermost open element. */
  public XmlDocument close() {
    try {
      writer.writeEndElement();
      return this;
    } catch (XMLStreamException e) {
      throw impossible(e);
    }
  }

  /** Adds an element with nothing but text, unless the text is null. */
  public XmlDocument element(String name, @Nullable String text) {
    return text == null ? this : open(name).text(text).close();
  }

  /** Adds a line break, for readers with eyes. */
  public XmlDocument line() {
    return text("\n");
  }

  /** Ends the document. */
  public byte[] toBytes() {
    try {
      writer.writeCharacters("\n");
      writer.writeEndDocument();
      writer.close();
      return bytes.toByteArray();
    } catch (XMLStreamException e) {
      throw impossible(e);
    }
  }

  /**
   * The value of {@code xsi:schemaLocation} for namespaces of the IVOA, whose schemas are found at
   * the namespaces' own addresses.
   */
  public static String schemaLocation(String... namespaces) {
    return Arrays.stream(namespaces)
        .map(namespace -> namespace + " " + namespace)
        .collect(Collectors.joining(" "));
  }

  private static String clean(String text) {
    if (text.codePoints().allMatch(XmlDocument::allowed)) {
      return text;
    }
    StringBuilder cleaned = new StringBuilder(text.length());
    text.codePoints().forEach(c -> cleaned.appendCodePoint(allowed(c) ? c : 0xFFFD));
    return cleaned.toString();
  }

  /** The production Char of XML 1.0, section 2.2. */
  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c < 0xD800)
        || (c > 0xDFFF && c < 0xFFFE)
        || c > 0xFFFF;
  }

  private static IllegalStateException impossible(XMLStreamException e) {
    return new IllegalStateException("XML could not be written to memory", e);
  }
}
