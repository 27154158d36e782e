// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The parts of a multipart body, one after the other, as they come (RFC 2046, section 5.1). For one
 * thread.
 */
final class MultipartBody {

  private static final int BUFFER = 64 * 1024;
  private static final int MOST_HEADERS = 16 * 1024;
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private String headers = "";

  MultipartBody(InputStream in, String boundary) throws DaliException, IOException {
    this.in = in;
    this.delimiter = ("\r\n--" + boundary).getBytes(ISO_8859_1);
    // The first delimiter may stand at the very beginning, without a line before it.
    System.arraycopy(LINE_END, 0, buffer, 0, LINE_END.length);
    to = LINE_END.length;
    copyUntil(delimiter, OutputStream.nullOutputStream());
  }

  /** Goes to the next part, whose content is then there; the one before has to be read. */
  boolean next() throws DaliException, IOException {
    while (to - from < 2 && fill()) {
      // Until it can be told whether this delimiter is the last.
    }
    if (to - from >= 2 && buffer[from] == '-' && buffer[from + 1] == '-') {
      return false;
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    copyUntil(HEADERS_END, new HeaderLimit(text));
    headers = text.toString(UTF_8);
    return true;
  }

  /** The headers of this part, a line each. */
  String headers() {
    return headers;
  }

  /** Copies the content of this part. */
  void copyTo(OutputStream out) throws DaliException, IOException {
    copyUntil(delimiter, out);
  }

  private void copyUntil(byte[] end, OutputStream out) throws DaliException, IOException {
    while (true) {
      int at = indexOf(end);
      if (at >= 0) {
        out.write(buffer, from, at - from);
        from = at + end.length;
        return;
      }
      int certain = Math.max(0, to - from - (end.length - 1));
      out.write(buffer, from, certain);
      from += certain;
      if (!fill()) {
        throw DaliException.badRequest("The multipart body ends in the middle of a part.");
      }
    }
  }

  private int indexOf(byte[] end) {
    int last = to - end.length;
    for (int at = from; at <= last; at++) {
      int same = 0;
      while (same < end.length && buffer[at + same] == end[same]) {
        same++;
      }
      if (same == end.length) {
        return at;
      }
    }
    return -1;
  }

  private boolean fill() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    int n = in.read(buffer, to, buffer.length - to);
    to += Math.max(0, n);
    return n >= 0;
  }

  /** Refuses headers that go on for ever. */
  private static final class HeaderLimit extends OutputStream {
    private final ByteArrayOutputStream out;

    HeaderLimit(ByteArrayOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (out.size() + length > MOST_HEADERS) {
        throw new SpoolException(
            "A part of the multipart body has too long headers, or none.", false, null);
      }
      out.write(bytes, offset, length);
    }
  }
}
