// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.dali.coding.CodedOutput;
import org.nasmyth.dali.coding.ContentCoding;
import org.nasmyth.query.ResultSink;
import org.nasmyth.results.ChosenFormat;

/** The answer to a synchronous query: its headers, and its body once the result begins. */
final class SyncAnswer implements ResultSink, AutoCloseable {

  private final String service;
  private final ChosenFormat format;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private @Nullable CodedOutput body;

  /**
   * An answer.
   *
   * @param service the path of the service, after which the document is named
   */
  SyncAnswer(
      String service,
      ChosenFormat format,
      HttpServletRequest request,
      HttpServletResponse response) {
    this.service = service;
    this.format = format;
    this.request = request;
    this.response = response;
  }

  /** Sets the headers. */
  void begin() {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(format.contentType());
    response.setHeader("Cache-Control", "no-cache");
    response.addHeader("Vary", "Accept, Accept-Encoding");
    response.setHeader(
        "Content-Disposition",
        "inline; filename=\""
            + service.replace('/', '_')
            + "."
            + format.format().fileExtension()
            + "\"");
  }

  @Override
  public OutputStream open() throws IOException {
    begin();
    CodedOutput opened =
        new CodedOutput(
            response,
            ContentCoding.choose(request.getHeader("Accept-Encoding"), format.contentType()));
    body = opened;
    return opened;
  }

  /** Ends the body. */
  void finish() throws IOException {
    if (body != null) {
      body.finish();
    }
  }

  @Override
  public void close() throws IOException {
    if (body != null) {
      body.close();
    }
  }
}
