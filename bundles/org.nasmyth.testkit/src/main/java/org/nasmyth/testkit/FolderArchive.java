// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.ProductCatalogue;
import org.nasmyth.api.products.Relation;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.api.storage.Storage;

/**
 * Products in memory whose files lie in a folder, and which files of it are open. A file's version
 * is its size. Safe for any thread.
 */
public final class FolderArchive implements ProductCatalogue, Storage {

  private final Path folder;
  private final Map<String, Product> products = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean broken;

  /** An archive without products. */
  public FolderArchive(Path folder) {
    this.folder = folder;
  }

  /** Adds a product, whose file need not be there. */
  public void add(Product product) {
    products.put(product.id(), product);
  }

  /**
   * Writes a file.
   *
   * @param reference as its product has it
   */
  public void store(String reference, byte[] content) throws IOException {
    Files.write(folder.resolve(reference), content);
  }

  /** Lets the storage fail from now on, with words that are nobody's business. */
  public void breakDown() {
    broken = true;
  }

  /** How many files are open. */
  public int open() {
    return open.get();
  }

  private void check() throws IOException {
    if (broken) {
      throw new IOException("secret-bucket.example.org cannot be asked");
    }
  }

  @Override
  public Map<String, Product> find(Collection<String> ids, Cancellation cancellation) {
    Map<String, Product> found = new HashMap<>(products);
    found.keySet().retainAll(ids);
    return found;
  }

  @Override
  public Map<String, List<Relation>> relations(Collection<Product> of, Cancellation cancellation) {
    return Map.of();
  }

  @Override
  public Optional<FileState> find(String reference) throws IOException {
    check();
    Path path = folder.resolve(reference);
    return Files.exists(path)
        ? Optional.of(
            new FileState(
                reference,
                Files.size(path),
                Files.getLastModifiedTime(path).toInstant(),
                "v" + Files.size(path)))
        : Optional.empty();
  }

  @Override
  public OpenFile open(String reference) throws IOException {
    FileState state = find(reference).orElseThrow(() -> new NoSuchFileException(reference));
    FileChannel channel = FileChannel.open(folder.resolve(reference), StandardOpenOption.READ);
    open.incrementAndGet();
    AtomicBoolean closed = new AtomicBoolean();
    return new OpenFile() {
      @Override
      public FileState state() {
        return state;
      }

      @Override
      public int read(long position, ByteBuffer into) throws IOException {
        return channel.read(into, position);
      }

      @Override
      public void close() throws IOException {
        channel.close();
        if (closed.compareAndSet(false, true)) {
          open.decrementAndGet();
        }
      }
    };
  }
}
