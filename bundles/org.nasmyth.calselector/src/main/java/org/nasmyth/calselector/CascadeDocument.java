// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.nasmyth.api.calibration.Association;
import org.nasmyth.api.calibration.CalibrationFile;
import org.nasmyth.api.calibration.Cascade;
import org.nasmyth.links.XmlText;

/**
 * A cascade as XML, byte for byte as ESO's service writes it: a calibration that is used twice is
 * there twice. Used by one thread.
 */
final class CascadeDocument {

  static final String CONTENT_TYPE = "application/xml;content=calselector";

  /** An attribute that would end behind this column begins a line, unless it is the last. */
  private static final int WIDTH = 72;

  private static final int STEP = 4;

  /** Blanks before a line, however deep. */
  private static final int MOST_BLANKS = WIDTH / 2;

  private final StringBuilder out = new StringBuilder(8192);

  private CascadeDocument() {}

  /** The document. */
  static byte[] of(Cascade cascade) {
    CascadeDocument document = new CascadeDocument();
    document.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    document.write(cascade.root(), cascade.mode().word(), 0);
    return document.out.toString().getBytes(UTF_8);
  }

  private void write(Association association, @Nullable String mode, int depth) {
    tag(
        "association",
        false,
        depth,
        "category",
        association.category(),
        "certified",
        String.valueOf(association.certified()),
        "complete",
        String.valueOf(association.complete()),
        "match",
        association.match(),
        "mode",
        mode,
        "type",
        "main");
    boolean noFiles = association.files().isEmpty();
    tag("mainFiles", noFiles, depth + 1);
    for (CalibrationFile file : association.files()) {
      tag("file", true, depth + 2, "category", file.category(), "name", file.id());
    }
    end("mainFiles", noFiles, depth + 1);
    boolean noMessages = association.messages().isEmpty();
    tag("messages", noMessages, depth + 1);
    for (String message : association.messages()) {
      tag("message", true, depth + 2, "text", message);
    }
    end("messages", noMessages, depth + 1);
    boolean none = association.calibrations().isEmpty();
    tag("associatedFiles", none, depth + 1);
    for (Association calibration : association.calibrations()) {
      write(calibration, null, depth + 2);
    }
    end("associatedFiles", none, depth + 1);
    end("association", false, depth);
  }

  /**
   * Begins an element.
   *
   * @param empty whether it has nothing in it
   * @param attributes names and values in turn; those without a value are left out
   */
  private void tag(String name, boolean empty, int depth, @Nullable String... attributes) {
    indent(depth).append('<').append(name);
    int column = STEP * depth + name.length() + 1;
    for (int i = 0; i < attributes.length; i += 2) {
      String value = attributes[i + 1];
      if (value == null) {
        continue;
      }
      String word = attributes[i] + "=\"" + XmlText.escaped(value) + "\"";
      boolean last = i + 2 == attributes.length;
      if (!last && column + 1 + word.length() > WIDTH) {
        out.append('\n');
        indent(depth + 1).append(word);
        column = STEP * (depth + 1) + word.length();
      } else {
        out.append(' ').append(word);
        column += 1 + word.length();
      }
    }
    out.append(empty ? "/>\n" : ">\n");
  }

  private void end(String name, boolean empty, int depth) {
    if (!empty) {
      indent(depth).append("</").append(name).append(">\n");
    }
  }

  private StringBuilder indent(int depth) {
    return out.append(" ".repeat(Math.min(STEP * depth, MOST_BLANKS)));
  }
}
