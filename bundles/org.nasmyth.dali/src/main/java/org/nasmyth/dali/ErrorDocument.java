// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

/** The VOTable that tells what went wrong (DALI 1.1, section 4.4). */
public final class ErrorDocument {

  /** Its media type. */
  public static final String CONTENT_TYPE = "application/x-votable+xml";

  private ErrorDocument() {}

  /** Makes the document of a message for the user. */
  public static byte[] of(String message) {
    return new XmlDocument()
        .open("VOTABLE")
        .attribute("version", "1.4")
        .attribute("xmlns", "http://www.ivoa.net/xml/VOTable/v1.3")
        .line()
        .open("RESOURCE")
        .attribute("type", "results")
        .line()
        .open("INFO")
        .attribute("name", "QUERY_STATUS")
        .attribute("value", "ERROR")
        .text(message)
        .close()
        .line()
        .close()
        .line()
        .close()
        .toBytes();
  }
}
