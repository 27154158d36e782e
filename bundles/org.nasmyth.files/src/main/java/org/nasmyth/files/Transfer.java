// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nasmyth.api.storage.OpenFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends pieces of a file as fast as the client takes them, without a thread that waits for it. It
 * has its turns by one thread at a time.
 */
final class Transfer implements WriteListener, AsyncListener {

  private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);

  /** What one turn sends at most: little enough for many clients to have a turn each second. */
  private static final long TURN = 512 * 1024;

  private final AsyncContext context;
  private final ServletOutputStream out;
  private final OpenFile file;
  private final Deque<Piece> pieces;
  private final Turns turns;
  private final Buffers buffers;
  private final ByteBuffer chunk;
  private final AtomicBoolean closed = new AtomicBoolean();
  private long position;
  private long left;
  private boolean finished;

  private Transfer(
      AsyncContext context,
      ServletOutputStream out,
      OpenFile file,
      List<Piece> pieces,
      Turns turns,
      Buffers buffers) {
    this.context = context;
    this.out = out;
    this.file = file;
    this.pieces = new ArrayDeque<>(pieces);
    this.turns = turns;
    this.buffers = buffers;
    this.chunk = buffers.take(file.cheapGap());
  }

  /**
   * Begins to send; returns at once.
   *
   * @param context of the request, without a time limit of its own: the connector ends connections
   *     on which nothing moves
   * @param file is closed when all was sent or the client has gone
   */
  static void begin(
      AsyncContext context, OpenFile file, List<Piece> pieces, Turns turns, Buffers buffers)
      throws IOException {
    ServletOutputStream out = context.getResponse().getOutputStream();
    Transfer transfer = new Transfer(context, out, file, pieces, turns, buffers);
    context.setTimeout(0);
    context.addListener(transfer);
    out.setWriteListener(transfer);
  }

  @Override
  public void onWritePossible() {
    turns.add(this::turn);
  }

  private void turn() {
    try {
      send();
    } catch (IOException | RuntimeException e) {
      onError(e);
    }
  }

  private void send() throws IOException {
    long sent = 0;
    while (out.isReady()) {
      if (sent >= TURN && turns.areWaitedFor()) {
        turns.add(this::turn);
        return;
      }
      if (left > 0) {
        chunk.clear().limit((int) Math.min(chunk.capacity(), left));
        int count = file.read(position, chunk);
        if (count < 0) {
          throw new EOFException("The file became shorter while it was sent.");
        }
        position += count;
        left -= count;
        sent += count;
        out.write(chunk.flip());
      } else if (!next()) {
        finished = true;
        if (close()) {
          context.complete();
        }
        return;
      }
    }
  }

  /** Takes the next piece; false after the last. */
  private boolean next() throws IOException {
    Piece piece = pieces.poll();
    if (piece instanceof Piece.Text text) {
      out.write(text.bytes());
    } else if (piece instanceof Piece.Bytes bytes) {
      position = bytes.span().first();
      left = bytes.span().length();
    }
    return piece != null;
  }

  @Override
  public void onError(Throwable failure) {
    // Mostly a client that left; the answer is cut short, which its length tells.
    LOG.debug("A download ended early", failure);
    if (close()) {
      context.complete();
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    boolean unused = close();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    boolean unused = close();
  }

  @Override
  public void onError(AsyncEvent event) {
    boolean unused = close();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}

  /** Ends it; false if it had ended before. */
  private boolean close() {
    boolean first = closed.compareAndSet(false, true);
    if (first) {
      // A write that failed may still hold the buffer: then it is not used again.
      if (finished) {
        buffers.giveBack(chunk);
      } else {
        buffers.letGo(chunk);
      }
      try {
        file.close();
      } catch (IOException e) {
        LOG.warn("A file could not be closed", e);
      }
    }
    return first;
  }
}
