// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import java.nio.charset.StandardCharsets;

/** How a service writes its error documents (DALI 1.1, section 4.2). */
public interface ErrorFormat {

  /** A VOTable, which most services send. */
  ErrorFormat VOTABLE =
      new ErrorFormat() {
        @Override
        public String contentType() {
          return ErrorDocument.CONTENT_TYPE;
        }

        @Override
        public byte[] document(int status, String message) {
          return ErrorDocument.of(message);
        }
      };

  /** A sentence of plain text, which a browser and a terminal show alike. */
  ErrorFormat TEXT =
      new ErrorFormat() {
        @Override
        public String contentType() {
          return "text/plain;charset=UTF-8";
        }

        @Override
        public byte[] document(int status, String message) {
          return (message + "\n").getBytes(StandardCharsets.UTF_8);
        }
      };

  /** The media type of its documents. */
  String contentType();

  /**
   * Makes a document.
   *
   * @param status of the answer; 500 for a job that failed, whose message may say more
   * @param message for the user
   */
  byte[] document(int status, String message);
}
