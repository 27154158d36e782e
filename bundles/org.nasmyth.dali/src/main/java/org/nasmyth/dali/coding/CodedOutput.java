// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.coding;

import jakarta.servlet.http.HttpServletResponse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, compressed if it is worth it: one of a few hundred bytes that is complete
 * before it is flushed goes as it is. Used by one thread.
 *
 * <p>Call {@link #finish} after the last byte. Closing without it leaves the body visibly
 * incomplete, as a document that could not be finished should be.
 */
public final class CodedOutput extends OutputStream {

  private static final int SMALL = 512;

  private final HttpServletResponse response;
  private final ContentCoding coding;
  private final Target target;
  private final byte[] beginning;
  private int begun;
  private @Nullable OutputStream coder;

  /** The body of a response whose other headers are set. */
  public CodedOutput(HttpServletResponse response, ContentCoding coding) throws IOException {
    this.response = response;
    this.coding = coding;
    this.target = new Target(response.getOutputStream());
    this.beginning = new byte[coding == ContentCoding.IDENTITY ? 0 : SMALL];
    if (coding == ContentCoding.IDENTITY) {
      coder = target;
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (coder == null && begun + length <= SMALL) {
      System.arraycopy(bytes, offset, beginning, begun, length);
      begun += length;
      return;
    }
    coder().write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    coder().flush();
  }

  /** Ends the body. */
  public void finish() throws IOException {
    if (coder == null) {
      target.write(beginning, 0, begun);
    } else if (coder != target) {
      coder.close();
    }
    target.flush();
    target.cutOff();
  }

  @Override
  public void close() throws IOException {
    target.cutOff();
    if (coder != null) {
      coder.close();
    }
  }

  private OutputStream coder() throws IOException {
    OutputStream out = coder;
    if (out == null) {
      response.setHeader("Content-Encoding", coding.token());
      out = coding.into(target);
      coder = out;
      out.write(beginning, 0, begun);
    }
    return out;
  }

  /** The response's stream, which stays open, until it is cut off. */
  private static final class Target extends FilterOutputStream {
    private boolean passes = true;

    Target(OutputStream out) {
      super(out);
    }

    void cutOff() {
      passes = false;
    }

    @Override
    public void write(int b) throws IOException {
      if (passes) {
        out.write(b);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (passes) {
        out.write(bytes, offset, length);
      }
    }

    @Override
    public void flush() throws IOException {
      if (passes) {
        out.flush();
      }
    }

    @Override
    public void close() {
      passes = false;
    }
  }
}
