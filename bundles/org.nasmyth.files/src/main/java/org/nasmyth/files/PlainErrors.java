// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.nio.charset.StandardCharsets;
import org.nasmyth.dali.ErrorFormat;

/** Errors as a sentence of plain text, which a browser and a terminal show alike. */
final class PlainErrors implements ErrorFormat {

  @Override
  public String contentType() {
    return "text/plain;charset=UTF-8";
  }

  @Override
  public byte[] document(int status, String message) {
    return (message + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
