// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.nasmyth.cutout.fits.UnpackingException.Reason;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.SourceChangedException;
import org.nasmyth.fits.packed.UnpackedSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that were packed as a whole, unpacked on disk. Requests for the same file share it. Those
 * that nobody uses stay until others need their room; the one that was not used for longest goes
 * first. Nothing is on disk before the first is wanted, and nothing stays when this is closed and
 * nobody uses any. Safe for several threads.
 */
final class UnpackedFiles implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(UnpackedFiles.class);
  private static final int STEP = 1 << 16;

  /** Room is taken in steps of so many bytes. */
  private static final long SHARE = 1 << 20;

  private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(10);

  /** How often those who wait look whether they are still wanted, milliseconds. */
  private static final long LOOK = 100;

  private static final int MOST_REMEMBERED = 1000;

  /**
   * What tells a packed file from others, and from what it was before.
   *
   * @param product whose file it is
   * @param reference where the product's catalogue says it is
   * @param path where its storage says it is
   * @param version changes whenever its bytes change
   */
  record Key(String product, String reference, String path, String version) {}

  /** A file that is being unpacked, or was. All is guarded by the lock of this class. */
  private static final class Unpacked {

    private @Nullable Path path;
    private long room;
    private int users;
    private boolean complete;
  }

  private final UnpackingFolder folder;
  private final long mostOfOne;
  private final long most;
  private final Duration patience;
  private final Map<Key, Unpacked> files = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Key, UnpackingException> refused = new LinkedHashMap<>();
  private long taken;
  private boolean closed;

  /**
   * Nothing is unpacked yet.
   *
   * @param folder is made when it is needed
   * @param mostOfOne bytes of the largest file that is unpacked
   * @param most bytes of all together
   * @param patience how long a file waits for room that others use
   */
  UnpackedFiles(Path folder, long mostOfOne, long most, Duration patience) {
    this.folder = new UnpackingFolder(folder);
    this.mostOfOne = Math.min(mostOfOne, most);
    this.most = most;
    this.patience = patience;
  }

  /** An unpacked file, open, that stays until this is closed. */
  final class Lease implements Closeable {

    private final Key key;
    private final Unpacked unpacked;
    private final FileChannel file;

    private Lease(Key key, Unpacked unpacked, FileChannel file) {
      this.key = key;
      this.unpacked = unpacked;
      this.file = file;
    }

    /** The file; nobody else's. */
    FileChannel file() {
      return file;
    }

    @Override
    public void close() throws IOException {
      try {
        file.close();
      } finally {
        leave(key, unpacked);
      }
    }
  }

  /**
   * Has a file unpacked, unless it is already.
   *
   * @param key tells it from others
   * @param packed its bytes
   * @param cancelled is asked now and then whether to stop
   * @throws UnpackingException if it cannot be, with the reason
   * @throws SourceChangedException if it is no longer the one that the key tells of
   * @throws IOException if it cannot be read, the disk fails, or it was to stop
   */
  Lease take(Key key, ByteSource packed, BooleanSupplier cancelled) throws IOException {
    Unpacked file = join(key, cancelled);
    boolean done = false;
    try {
      Path path = file.complete ? pathOf(file) : unpack(file, key, packed, cancelled);
      Lease lease = new Lease(key, file, FileChannel.open(path, StandardOpenOption.READ));
      done = true;
      return lease;
    } catch (UnpackingException e) {
      remember(key, e);
      throw e;
    } finally {
      if (!done) {
        leave(key, file);
      }
    }
  }

  /** Makes one more user of a file; who finds it incomplete is the one to unpack it. */
  private synchronized Unpacked join(Key key, BooleanSupplier cancelled) throws IOException {
    long began = System.nanoTime();
    Unpacked there = files.get(key);
    while (there != null && !there.complete) {
      if (!pause(began, LONGEST_WAIT, cancelled)) {
        throw new IOException("Others did not get a packed file unpacked for some minutes.");
      }
      there = files.get(key);
    }
    UnpackingException known = refused.get(key);
    if (known != null) {
      throw new UnpackingException(known.reason(), String.valueOf(known.getMessage()));
    }
    if (there == null) {
      there = new Unpacked();
      files.put(key, there);
    }
    there.users++;
    return there;
  }

  private synchronized Path pathOf(Unpacked file) {
    if (file.path == null) {
      throw new IllegalStateException("It was not unpacked.");
    }
    return file.path;
  }

  /** Waits a moment for others; false if that took too long. */
  private boolean pause(long began, long longest, BooleanSupplier cancelled) throws IOException {
    checkWanted(cancelled);
    if (System.nanoTime() - began > longest) {
      return false;
    }
    try {
      TimeUnit.MILLISECONDS.timedWait(this, LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Given up while waiting for a file to be unpacked.");
    }
    return true;
  }

  private static void checkWanted(BooleanSupplier cancelled) throws IOException {
    if (cancelled.getAsBoolean()) {
      throw new IOException("Given up while a file was unpacked.");
    }
  }

  private Path unpack(Unpacked file, Key key, ByteSource packed, BooleanSupplier cancelled)
      throws IOException {
    Path path = folder.newFile();
    synchronized (this) {
      file.path = path;
    }
    long size = 0;
    try (InputStream in = UnpackedSource.stream(packed);
        FileChannel out = FileChannel.open(path, StandardOpenOption.WRITE)) {
      byte[] bytes = new byte[STEP];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        checkWanted(cancelled);
        size += count;
        makeRoom(file, size, cancelled);
        for (ByteBuffer some = ByteBuffer.wrap(bytes, 0, count); some.hasRemaining(); ) {
          out.write(some);
        }
      }
    } catch (ZipException | EOFException e) {
      throw new UnpackingException(
          Reason.DAMAGED, "The file is damaged: it cannot be unpacked to its end.");
    }
    String now = packed.version();
    if (!now.equals(key.version())) {
      throw new SourceChangedException(packed.name(), key.version(), now);
    }
    complete(file, size);
    return path;
  }

  private synchronized void complete(Unpacked file, long size) {
    taken -= file.room - size;
    file.room = size;
    file.complete = true;
    notifyAll();
  }

  private synchronized void makeRoom(Unpacked file, long size, BooleanSupplier cancelled)
      throws IOException {
    if (size > mostOfOne) {
      throw new UnpackingException(
          Reason.TOO_LARGE,
          "This file is packed as a whole and has more than %d bytes without, the most that is unpacked here to be cut; download it."
              .formatted(mostOfOne));
    }
    long began = System.nanoTime();
    while (file.room < size) {
      if (most - taken >= size - file.room) {
        long share = Math.min(Math.min(SHARE, most - taken), mostOfOne - file.room);
        taken += share;
        file.room += share;
      } else if (!removeOldest() && !pause(began, patience.toNanos(), cancelled)) {
        throw new UnpackingException(
            Reason.NO_ROOM,
            "This file has to be unpacked to be cut, and others that are being cut need all room for that. Try again soon.");
      }
    }
  }

  /** Removes the file that was not used for longest; false if all are used. */
  private boolean removeOldest() throws IOException {
    for (Iterator<Unpacked> each = files.values().iterator(); each.hasNext(); ) {
      Unpacked file = each.next();
      if (file.users == 0) {
        each.remove();
        remove(file);
        return true;
      }
    }
    return false;
  }

  private void remove(Unpacked file) throws IOException {
    taken -= file.room;
    if (file.path != null) {
      Files.deleteIfExists(file.path);
    }
  }

  /** Why a file can never be unpacked need not be found out again. */
  private synchronized void remember(Key key, UnpackingException why) {
    if (why.reason() == Reason.NO_ROOM) {
      return;
    }
    refused.put(key, why);
    if (refused.size() > MOST_REMEMBERED) {
      Iterator<Key> oldest = refused.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private synchronized void leave(Key key, Unpacked file) throws IOException {
    file.users--;
    try {
      if (file.users == 0 && (closed || !file.complete)) {
        files.remove(key, file);
        remove(file);
      }
      if (closed && files.isEmpty()) {
        folder.close();
      }
    } finally {
      notifyAll();
    }
  }

  /** Removes what nobody uses; the last one who uses something removes the rest. */
  @Override
  public synchronized void close() {
    closed = true;
    try {
      boolean more = true;
      while (more) {
        more = removeOldest();
      }
      if (files.isEmpty()) {
        folder.close();
      }
    } catch (IOException e) {
      LOG.warn("Unpacked files could not be removed: {}", e.toString());
    }
  }
}
