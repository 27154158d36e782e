// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parameters and files as the parts of a {@code multipart/form-data} body (RFC 7578). A part is a
 * file if it has a file's name, or a type that is not plain text.
 */
final class MultipartForm {

  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;]{1,70}))", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME =
      Pattern.compile(";\\s*name=(?:\"([^\"]*)\"|([^\\s;]+))", Pattern.CASE_INSENSITIVE);
  private static final Pattern FILE_NAME =
      Pattern.compile(";\\s*filename\\*?=", Pattern.CASE_INSENSITIVE);
  private static final String DISPOSITION = "content-disposition:";
  private static final String TYPE = "content-type:";

  private final int mostBytes;
  private final Parameters into;
  private final Attachments attachments;
  private int bytes;

  /**
   * A reader.
   *
   * @param mostBytes the most bytes of all parts together that are not kept as files
   */
  MultipartForm(int mostBytes, Parameters into, Attachments attachments) {
    this.mostBytes = mostBytes;
    this.into = into;
    this.attachments = attachments;
  }

  void read(String contentType, InputStream in) throws DaliException, IOException {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw DaliException.badRequest("The multipart body's Content-Type names no boundary.");
    }
    MultipartBody body = new MultipartBody(in, firstGroup(boundary));
    while (body.next()) {
      part(body);
    }
  }

  private void part(MultipartBody body) throws DaliException, IOException {
    String disposition = header(body.headers(), DISPOSITION);
    Matcher name = NAME.matcher(disposition == null ? "" : disposition);
    boolean named = name.find();
    boolean file =
        (disposition != null && FILE_NAME.matcher(disposition).find())
            || !isPlain(header(body.headers(), TYPE));
    if (named && file && attachments.areWanted()) {
      attachments.add(firstGroup(name), body);
      return;
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    body.copyTo(new Bounded(content));
    if (named && !file) {
      into.add(firstGroup(name), content.toString(UTF_8));
    }
  }

  private static boolean isPlain(@Nullable String type) {
    return type == null || type.substring(TYPE.length()).strip().startsWith("text/plain");
  }

  private static @Nullable String header(String headers, String name) {
    for (String line : headers.split("\r\n", -1)) {
      if (line.regionMatches(true, 0, name, 0, name.length())) {
        return line;
      }
    }
    return null;
  }

  private static String firstGroup(Matcher matcher) {
    return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
  }

  /** The parameters are longer than is taken. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Counts what is kept in memory. */
  private final class Bounded extends OutputStream {
    private final OutputStream out;

    Bounded(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      bytes += length;
      if (bytes > mostBytes) {
        throw new TooLongException();
      }
      out.write(from, offset, length);
    }
  }
}
