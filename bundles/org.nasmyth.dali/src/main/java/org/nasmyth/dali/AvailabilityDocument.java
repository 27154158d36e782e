// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Whether a service works (VOSI 1.1, section 2.5). */
public final class AvailabilityDocument {

  /** The media type of VOSI's documents. */
  public static final String CONTENT_TYPE = "text/xml;charset=UTF-8";

  private static final String NAMESPACE = "http://www.ivoa.net/xml/VOSIAvailability/v1.0";

  private AvailabilityDocument() {}

  /**
   * Makes the document.
   *
   * @param available whether queries are answered now
   * @param upSince since when the service runs
   * @param note one line for a person; null for none
   */
  public static byte[] of(boolean available, Instant upSince, @Nullable String note) {
    return new XmlDocument()
        .open("vosi:availability")
        .attribute("xmlns:vosi", NAMESPACE)
        .attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .attribute("xsi:schemaLocation", XmlDocument.schemaLocation(NAMESPACE))
        .line()
        .element("vosi:available", String.valueOf(available))
        .line()
        .element("vosi:upSince", upSince.truncatedTo(ChronoUnit.SECONDS).toString())
        .line()
        .element("vosi:note", note)
        .line()
        .close()
        .toBytes();
  }
}
