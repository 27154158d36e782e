// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.cutout.Cutout;
import org.nasmyth.api.cutout.CutoutEngine;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.products.Product;

/** What every engine has to keep, whatever it cuts. Extend it, and say what is cut out of what. */
public abstract class CutoutContract {

  private static final int THREADS = 4;
  private static final int PIECES = 20;

  /** The engine. */
  protected abstract CutoutEngine engine();

  /** A product that it can cut. */
  protected abstract Product product();

  /** The product's file. */
  protected abstract byte[] file();

  /** A request for some of the file, and not for all. */
  protected abstract CutoutRequest some();

  /** A request that makes sense, and for which the file has nothing. */
  protected abstract CutoutRequest nothing();

  /** Takes a few bytes at a time, as a socket does whose other end is slow. */
  private static final class SlowChannel implements WritableByteChannel {

    private static final int AT_ONCE = 777;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    @Override
    public int write(ByteBuffer bytes) {
      byte[] part = new byte[Math.min(AT_ONCE, bytes.remaining())];
      bytes.get(part);
      taken.writeBytes(part);
      return part.length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  private Optional<Cutout> prepare(MemoryFile file, Cancellation cancellation) throws Exception {
    return engine().prepare(product(), file, some(), cancellation);
  }

  private static byte[] written(Cutout cutout) throws IOException {
    SlowChannel channel = new SlowChannel();
    cutout.writeTo(channel);
    return channel.taken.toByteArray();
  }

  @Test
  void its_product_has_axes() {
    assertThat(engine().axes(product())).isNotEmpty();
  }

  @Test
  void a_piece_is_exactly_as_long_as_it_says_each_time_it_is_written() throws Exception {
    Cutout cutout = prepare(new MemoryFile(file()), new Cancellation()).orElseThrow();
    byte[] first = written(cutout);
    assertThat(first).hasSize((int) cutout.length());
    assertThat(written(cutout)).isEqualTo(first);
  }

  @Test
  void a_piece_is_whole_whatever_is_wished_of_compressed_images() throws Exception {
    CutoutRequest some = some();
    for (CutoutRequest.Compression wish : CutoutRequest.Compression.values()) {
      CutoutRequest request =
          new CutoutRequest(
              some.region(),
              some.range(),
              some.band(),
              some.time(),
              some.polarizations(),
              some.pixels(),
              some.mask(),
              wish,
              some.provenance());
      Cutout cutout =
          engine()
              .prepare(product(), new MemoryFile(file()), request, new Cancellation())
              .orElseThrow();
      assertThat(written(cutout)).as("%s", wish).hasSize((int) cutout.length());
    }
  }

  @Test
  void a_piece_has_a_safe_name_and_a_media_type() throws Exception {
    Cutout cutout = prepare(new MemoryFile(file()), new Cancellation()).orElseThrow();
    assertThat(cutout.fileName()).matches("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    assertThat(cutout.contentType()).matches("[a-z0-9.+-]+/[a-z0-9.+-]+(;.*)?");
  }

  @Test
  void what_is_not_there_is_an_empty_answer() throws Exception {
    assertThat(engine().prepare(product(), new MemoryFile(file()), nothing(), new Cancellation()))
        .isEmpty();
  }

  @Test
  void a_cancelled_request_does_not_write_a_whole_piece() throws Exception {
    Cancellation cancellation = new Cancellation();
    Cutout cutout = prepare(new MemoryFile(file()), cancellation).orElseThrow();
    cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
    assertFails(cutout);
  }

  @Test
  void a_piece_of_a_file_that_changed_never_looks_whole() throws Exception {
    MemoryFile file = new MemoryFile(file());
    Cutout cutout = prepare(file, new Cancellation()).orElseThrow();
    file.change();
    assertFails(cutout);
  }

  private static void assertFails(Cutout cutout) {
    SlowChannel channel = new SlowChannel();
    assertThatThrownBy(() -> cutout.writeTo(channel)).isInstanceOf(IOException.class);
    assertThat((long) channel.taken.size()).isLessThan(cutout.length());
  }

  @Test
  void a_truncated_file_fails_with_a_reason() {
    MemoryFile file = new MemoryFile(Arrays.copyOf(file(), 100));
    assertThatThrownBy(() -> written(prepare(file, new Cancellation()).orElseThrow()))
        .isInstanceOfAny(CutoutException.class, IOException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void many_threads_cut_at_once() throws Exception {
    byte[] expected = written(prepare(new MemoryFile(file()), new Cancellation()).orElseThrow());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<byte[]>> pieces = new ArrayList<>();
      for (int i = 0; i < PIECES; i++) {
        pieces.add(
            threads.submit(
                () -> written(prepare(new MemoryFile(file()), new Cancellation()).orElseThrow())));
      }
      for (Future<byte[]> piece : pieces) {
        assertThat(piece.get(1, TimeUnit.MINUTES)).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
