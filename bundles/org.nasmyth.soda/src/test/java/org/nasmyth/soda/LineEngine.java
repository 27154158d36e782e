// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.Cutout;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutEngine;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.products.Interval;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.storage.OpenFile;

/**
 * Takes each byte of a file for one pixel of a spectral axis that goes over the product's coverage.
 * A place on the sky, where one is asked for, must meet the product's.
 */
final class LineEngine implements CutoutEngine {

  /** What was asked for, in order. */
  final List<CutoutRequest> requests = new CopyOnWriteArrayList<>();

  /** A cut-out takes one before each byte, if set. */
  @Nullable Semaphore pace;

  /** Thrown by every preparation, if set. */
  @Nullable CutoutException failure;

  private final String name;
  private final Set<CutoutAxis> axes;

  LineEngine(String name, CutoutAxis... axes) {
    this.name = name;
    this.axes = Set.of(axes);
  }

  @Override
  public Set<CutoutAxis> axes(Product product) {
    return "cube".equals(product.type()) ? axes : Set.of();
  }

  @Override
  public Optional<Cutout> prepare(
      Product product, OpenFile file, CutoutRequest request, Cancellation cancellation)
      throws CutoutException {
    requests.add(request);
    if (failure != null) {
      throw failure;
    }
    Interval all = product.coverage().band();
    Interval band = request.band() == null ? all : request.band();
    boolean seen =
        request.region() == null || request.region().intersects(product.coverage().region());
    if (!seen || !band.meets(all)) {
      return Optional.empty();
    }
    long size = file.state().size();
    double step = (all.high() - all.low()) / size;
    long first = Math.max(0, (long) Math.floor((band.low() - all.low()) / step));
    long end = Math.min(size, (long) Math.floor((band.high() - all.low()) / step) + 1);
    return Optional.of(new Line(product, file, cancellation, first, end - first));
  }

  private final class Line implements Cutout {
    private final Product product;
    private final OpenFile file;
    private final Cancellation cancellation;
    private final long first;
    private final long count;

    Line(Product product, OpenFile file, Cancellation cancellation, long first, long count) {
      this.product = product;
      this.file = file;
      this.cancellation = cancellation;
      this.first = first;
      this.count = count;
    }

    @Override
    public String contentType() {
      return "application/fits";
    }

    @Override
    public String fileName() {
      return product.id() + "_" + name + ".fits";
    }

    @Override
    public long length() {
      return count;
    }

    @Override
    public void writeTo(WritableByteChannel out) throws IOException {
      int chunk = pace == null ? 8192 : 1024;
      ByteBuffer bytes = ByteBuffer.allocate(chunk);
      for (long at = 0; at < count; at += chunk) {
        if (pace != null) {
          pace.acquireUninterruptibly();
        }
        if (cancellation.isCancelled()) {
          throw new IOException("cancelled");
        }
        bytes.clear().limit((int) Math.min(chunk, count - at));
        while (bytes.hasRemaining()) {
          if (file.read(first + at + bytes.position(), bytes) < 0) {
            throw new IOException("The file is shorter than it was.");
          }
        }
        bytes.flip();
        while (bytes.hasRemaining()) {
          int unused = out.write(bytes);
        }
      }
    }
  }
}
