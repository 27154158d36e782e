// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/** Compresses pages by Zstandard, with one working space for all. Used by one thread. */
final class PageCompressor implements AutoCloseable {

  /** What the format calls this compression. */
  static final int CODEC = 6;

  private static final int FASTEST = 1;

  private final ZstdCompressCtx context = new ZstdCompressCtx();
  private byte[] compressed = new byte[0];
  private int size;

  PageCompressor() {
    context.setLevel(FASTEST);
  }

  /** Compresses a page; the result stays until the next one. */
  void compress(LittleEndian page) {
    int bound = Math.toIntExact(Zstd.compressBound(page.size()));
    if (compressed.length < bound) {
      compressed = new byte[bound];
    }
    size =
        context.compressByteArray(compressed, 0, compressed.length, page.array(), 0, page.size());
  }

  /** The bytes of the last page. */
  int size() {
    return size;
  }

  void moveTo(LittleEndian target) {
    target.put(compressed, size);
  }

  @Override
  public void close() {
    context.close();
  }
}
