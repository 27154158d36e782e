// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.uws;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** How requests for jobs are answered, except for those for results. */
final class JobAnswers {

  private JobAnswers() {}

  static void seeOther(String url, HttpServletResponse response) {
    response.setHeader("Location", url);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
  }

  static void xml(byte[] document, HttpServletResponse response) throws IOException {
    send(document, "text/xml;charset=UTF-8", response);
  }

  static void send(byte[] document, String contentType, HttpServletResponse response)
      throws IOException {
    response.setContentType(contentType);
    response.setHeader("Cache-Control", "no-cache");
    response.setContentLength(document.length);
    response.getOutputStream().write(document);
  }
}
