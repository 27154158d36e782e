// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** The body of a POST, as parameters. */
final class RequestBody {

  /** So much of a body that is refused is still read, so that the client gets to see the answer. */
  private static final int MOST_DISCARDED = 16 * 1024 * 1024;

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/form-data";

  private RequestBody() {}

  static void read(
      HttpServletRequest request, int mostBytes, Parameters into, Attachments attachments)
      throws DaliException, IOException {
    String type = request.getContentType() == null ? "" : request.getContentType();
    String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    switch (bare) {
      case FORM -> FormText.parse(new String(bytes(request, mostBytes), UTF_8), into);
      case MULTIPART -> multipart(request, type, mostBytes, into, attachments);
      default -> {
        if (bytes(request, mostBytes).length > 0) {
          throw DaliException.badRequest(
              "A body of type '"
                  + bare
                  + "' is not understood; send "
                  + FORM
                  + " or "
                  + MULTIPART
                  + ".");
        }
      }
    }
  }

  private static void multipart(
      HttpServletRequest request,
      String type,
      int mostBytes,
      Parameters into,
      Attachments attachments)
      throws DaliException, IOException {
    InputStream in = request.getInputStream();
    boolean well = false;
    try {
      new MultipartForm(mostBytes, into, attachments).read(type, in);
      well = true;
    } catch (MultipartForm.TooLongException e) {
      throw tooLarge(mostBytes);
    } catch (SpoolException e) {
      throw e.toAnswer();
    } finally {
      if (!well) {
        discard(in);
      }
    }
  }

  private static byte[] bytes(HttpServletRequest request, int mostBytes)
      throws DaliException, IOException {
    long announced = request.getContentLengthLong();
    boolean waitsForConsent = request.getHeader("Expect") != null;
    if (announced > mostBytes && (waitsForConsent || announced > MOST_DISCARDED)) {
      throw tooLarge(mostBytes);
    }
    InputStream in = request.getInputStream();
    if (announced <= mostBytes) {
      byte[] body = in.readNBytes(mostBytes + 1);
      if (body.length <= mostBytes) {
        return body;
      }
    }
    discard(in);
    throw tooLarge(mostBytes);
  }

  private static void discard(InputStream in) throws IOException {
    byte[] dump = new byte[16 * 1024];
    int rest = MOST_DISCARDED;
    while (rest > 0) {
      int n = in.read(dump);
      if (n < 0) {
        return;
      }
      rest -= n;
    }
  }

  private static DaliException tooLarge(int mostBytes) {
    return DaliException.badRequest(
        "The request is too long: at most " + mostBytes + " bytes are taken. Shorten the query.");
  }
}
