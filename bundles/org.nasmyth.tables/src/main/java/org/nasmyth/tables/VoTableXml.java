// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.LocatorImpl;
import org.xml.sax.helpers.XMLFilterImpl;
import uk.ac.starlink.votable.Namespacing;

/**
 * An XML parser for documents of strangers: no DTD, no entities, nothing read from elsewhere, and
 * limits on all that is kept in memory, which is everything but the rows.
 */
final class VoTableXml extends XMLFilterImpl {

  private static final int MOST_ELEMENTS = 200_000;
  private static final int MOST_TEXT = 16 * 1024 * 1024;
  private static final int MOST_CELL = 16 * 1024 * 1024;
  private static final String DISALLOW_DTD = "http://apache.org/xml/features/disallow-doctype-decl";
  private static final String GENERAL = "http://xml.org/sax/features/external-general-entities";
  private static final String PARAMETER = "http://xml.org/sax/features/external-parameter-entities";

  private Locator place = new LocatorImpl();
  private int elements;
  private int text;
  private int cell;
  private boolean inCell;
  private boolean inRows;

  VoTableXml(ContentHandler content) throws SAXException {
    SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(DISALLOW_DTD, true);
      factory.setFeature(GENERAL, false);
      factory.setFeature(PARAMETER, false);
      Namespacing.getInstance().configureSAXParserFactory(factory);
      setParent(factory.newSAXParser().getXMLReader());
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("This Java has no XML parser that can be closed.", e);
    }
    setContentHandler(content);
    setErrorHandler(new Strict());
  }

  @Override
  public InputSource resolveEntity(String publicId, String systemId) throws SAXException {
    throw new SAXParseException("it refers to another document, which is not allowed", place);
  }

  @Override
  public void setDocumentLocator(Locator locator) {
    place = locator;
    super.setDocumentLocator(locator);
  }

  @Override
  public void startElement(String uri, String localName, String name, Attributes attributes)
      throws SAXException {
    switch (bare(name)) {
      case "TR" -> {}
      case "TD" -> {
        inCell = true;
        cell = 0;
      }
      case "TABLEDATA" -> inRows = true;
      case "STREAM" -> {
        if (attributes.getValue("href") != null) {
          throw new SAXParseException(
              "its data are elsewhere (STREAM with href); send them within the document", place);
        }
        inRows = true;
      }
      default -> {
        if (++elements > MOST_ELEMENTS) {
          throw new SAXParseException("it has more than " + MOST_ELEMENTS + " elements", place);
        }
      }
    }
    super.startElement(uri, localName, name, attributes);
  }

  @Override
  public void endElement(String uri, String localName, String name) throws SAXException {
    switch (bare(name)) {
      case "TD" -> inCell = false;
      case "TABLEDATA", "STREAM" -> inRows = false;
      default -> {}
    }
    super.endElement(uri, localName, name);
  }

  @Override
  public void characters(char[] chars, int start, int length) throws SAXException {
    if (inCell) {
      cell += length;
      if (cell > MOST_CELL) {
        throw new SAXParseException("a cell has more than " + MOST_CELL + " characters", place);
      }
    } else if (!inRows) {
      text += length;
      if (text > MOST_TEXT) {
        throw new SAXParseException(
            "it has more than " + MOST_TEXT + " characters outside of its rows", place);
      }
    }
    super.characters(chars, start, length);
  }

  private static String bare(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  /** Tells what is wrong instead of printing it. */
  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
