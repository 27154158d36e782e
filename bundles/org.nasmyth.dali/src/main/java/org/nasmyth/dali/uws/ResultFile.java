// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.uws;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nasmyth.api.jobs.Job;

/** Sends the file of a result. */
final class ResultFile {

  private ResultFile() {}

  static void send(Path file, Job.Result result, HttpServletResponse response) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      response.setContentType(result.mediaType());
      response.setHeader("Cache-Control", "no-cache");
      response.setContentLengthLong(result.bytes());
      in.transferTo(response.getOutputStream());
    }
  }
}
