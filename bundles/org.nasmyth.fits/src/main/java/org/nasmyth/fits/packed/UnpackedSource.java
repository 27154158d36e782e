// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.packed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.nasmyth.fits.ByteSource;

/**
 * A file that was packed as a whole, by {@code gzip} or {@code compress}, as it was before. It is
 * unpacked from its beginning as far as is read, and once to its end to know its size; reading
 * forwards is therefore quick, reading backwards is not. Nothing is kept in memory. A damaged file
 * ends where it cannot be unpacked any further.
 */
public final class UnpackedSource implements ByteSource {

  private static final int FIRST = 0x1f;
  private static final int GZIP = 0x8b;
  private static final int COMPRESS = 0x9d;
  private static final int STEP = 64 * 1024;

  private final ByteSource packed;
  private final boolean gzip;
  private final long most;
  private final byte[] dropped = new byte[STEP];
  private @Nullable InputStream stream;
  private long streamAt;
  private long size = -1;

  private UnpackedSource(ByteSource packed, boolean gzip, long most) {
    this.packed = packed;
    this.gzip = gzip;
    this.most = most;
  }

  /**
   * A source as the FITS file that it holds, which is told by its first two bytes.
   *
   * @param source is closed with what is returned
   * @return the source itself if it is not packed
   * @throws IOException if it cannot be read
   */
  public static ByteSource of(ByteSource source) throws IOException {
    return of(source, Long.MAX_VALUE);
  }

  /**
   * The beginning of a source as the FITS file that it holds, for those who have little time.
   *
   * @param source is closed with what is returned
   * @param most bytes after which a packed file is unpacked no further, as if it ended there
   * @return the source itself if it is not packed
   * @throws IOException if it cannot be read
   */
  public static ByteSource of(ByteSource source, long most) throws IOException {
    int packing = packing(source);
    return packing == 0 ? source : new UnpackedSource(source, packing == GZIP, most);
  }

  /**
   * Whether a source is packed.
   *
   * @throws IOException if it cannot be read
   */
  public static boolean isPacked(ByteSource source) throws IOException {
    return packing(source) != 0;
  }

  /**
   * The bytes of the FITS file that a packed source holds, from its beginning. Damage is told: the
   * stream ends in a {@link ZipException} or an {@link EOFException} then.
   *
   * @param source stays open when the stream is closed
   * @throws ZipException if it is not packed, or damage is seen at once
   * @throws EOFException if it ends too early
   * @throws IOException if it cannot be read
   */
  public static InputStream stream(ByteSource source) throws IOException {
    return unpacking(source, packing(source) == GZIP);
  }

  private static InputStream unpacking(ByteSource packed, boolean gzip) throws IOException {
    InputStream bytes = new SourceStream(packed);
    return gzip ? new GZIPInputStream(bytes, STEP) : new LzwInputStream(bytes);
  }

  /** How a source is packed; 0 if it is not. */
  private static int packing(ByteSource source) throws IOException {
    ByteBuffer magic = ByteBuffer.allocate(2);
    while (magic.hasRemaining() && source.read(magic.position(), magic) >= 0) {
      if (magic.position() > 0 && (magic.get(0) & 0xff) != FIRST) {
        return 0;
      }
    }
    int second = magic.hasRemaining() ? 0 : magic.get(1) & 0xff;
    return second == GZIP || second == COMPRESS ? second : 0;
  }

  @Override
  public String name() {
    return packed.name();
  }

  @Override
  public synchronized long size() throws IOException {
    if (size < 0) {
      size = advance(Long.MAX_VALUE);
    }
    return size;
  }

  @Override
  public synchronized int read(long position, ByteBuffer into) throws IOException {
    if (advance(position) < position) {
      return -1;
    }
    byte[] bytes = new byte[Math.min(into.remaining(), STEP)];
    int count = unpack(bytes, bytes.length);
    if (count > 0) {
      into.put(bytes, 0, count);
      streamAt += count;
    }
    return count;
  }

  /** Goes to a position, or to the end if that comes before; returns where that is. */
  private long advance(long position) throws IOException {
    if (stream == null || position < streamAt) {
      rewind();
    }
    while (streamAt < position) {
      int count = unpack(dropped, (int) Math.min(STEP, position - streamAt));
      if (count < 0) {
        break;
      }
      streamAt += count;
    }
    return streamAt;
  }

  private int unpack(byte[] into, int length) throws IOException {
    int wanted = (int) Math.min(length, most - streamAt);
    try {
      return stream == null || wanted == 0 ? -1 : stream.read(into, 0, wanted);
    } catch (ZipException | EOFException e) {
      return -1;
    }
  }

  private void rewind() throws IOException {
    streamAt = 0;
    try {
      stream = unpacking(packed, gzip);
    } catch (ZipException | EOFException e) {
      stream = null;
    }
  }

  @Override
  public String version() throws IOException {
    return packed.version();
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }

  /** The bytes of a source from its beginning, read in steps worth a request. */
  private static final class SourceStream extends InputStream {

    private final ByteSource source;
    private final ByteBuffer buffer;
    private long position;

    SourceStream(ByteSource source) {
      this.source = source;
      this.buffer = ByteBuffer.allocate(Math.max(STEP, source.cheapGap())).limit(0);
    }

    private boolean fill() throws IOException {
      if (!buffer.hasRemaining()) {
        int count = source.read(position, buffer.clear());
        buffer.flip();
        position += Math.max(0, count);
      }
      return buffer.hasRemaining();
    }

    @Override
    public int read() throws IOException {
      return fill() ? buffer.get() & 0xff : -1;
    }

    /** By this, gzip's unpacker tells whether another member follows. */
    @Override
    public int available() throws IOException {
      return fill() ? buffer.remaining() : 0;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, buffer.remaining());
      buffer.get(into, offset, count);
      return count;
    }
  }
}
