// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.uws;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.dali.coding.CodedOutput;
import org.nasmyth.dali.coding.ContentCoding;

/** Sends the file of a result. */
final class ResultFile {

  private ResultFile() {}

  static void send(
      Path file, Job.Result result, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ContentCoding coding =
        ContentCoding.choose(request.getHeader("Accept-Encoding"), result.mediaType());
    try (InputStream in = Files.newInputStream(file)) {
      response.setContentType(result.mediaType());
      response.setHeader("Cache-Control", "no-cache");
      response.addHeader("Vary", "Accept-Encoding");
      if (coding == ContentCoding.IDENTITY) {
        response.setContentLengthLong(result.bytes());
      }
      try (CodedOutput out = new CodedOutput(response, coding)) {
        in.transferTo(out);
        out.finish();
      }
    }
  }
}
