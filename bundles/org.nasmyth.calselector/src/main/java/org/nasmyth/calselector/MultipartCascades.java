// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.nasmyth.api.calibration.CascadeMode;

/**
 * Several cascades, each a part of one message, as ESO's service sends them. What is not known has
 * a part, too: a tree without files, whose message says so. Used by one thread.
 */
final class MultipartCascades {

  private final OutputStream out;
  private final CascadeMode mode;
  private final String boundary = UUID.randomUUID().toString();

  /**
   * Nothing is sent yet.
   *
   * @param mode that was asked for
   */
  MultipartCascades(OutputStream out, CascadeMode mode) {
    this.out = out;
    this.mode = mode;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary + ";charset=UTF-8";
  }

  /** Sends a part. */
  void add(Selected selected) throws IOException {
    byte[] document = CascadeDocument.of(selected.cascade());
    text("--" + boundary + "\r\n");
    text(
        "Content-Disposition: attachment; filename=\""
            + CascadeFileName.of(selected.requested(), mode)
            + "\"\r\n");
    text("Content-Type: " + CascadeDocument.CONTENT_TYPE + "\r\n");
    text("Content-Length: " + document.length + "\r\n\r\n");
    out.write(document);
    text("\r\n");
  }

  /** Sends the end. */
  void end() throws IOException {
    text("--" + boundary + "--\r\n");
    out.flush();
  }

  private void text(String ascii) throws IOException {
    out.write(ascii.getBytes(UTF_8));
  }
}
