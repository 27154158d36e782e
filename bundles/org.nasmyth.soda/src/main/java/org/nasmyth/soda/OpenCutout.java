// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.Cutout;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.products.CutoutEngines;

/**
 * A cut-out that is ready to be sent, with the file that it is cut from and the engine that cuts
 * it. Used by one thread.
 */
final class OpenCutout implements AutoCloseable {

  private final Cutout cutout;
  private final OpenFile file;
  private final CutoutEngines.Choice engine;
  private final @Nullable String prefix;

  /** Closes file and engine with itself. */
  OpenCutout(Cutout cutout, OpenFile file, CutoutEngines.Choice engine, @Nullable String prefix) {
    this.cutout = cutout;
    this.file = file;
    this.engine = engine;
    this.prefix = prefix;
  }

  String contentType() {
    return cutout.contentType();
  }

  /** The name of its file; the user's label stands before the engine's name. */
  String fileName() {
    String name = cutout.fileName().replaceAll("[^A-Za-z0-9._+\\-]", "_");
    return prefix == null ? name : prefix + "_" + name;
  }

  long length() {
    return cutout.length();
  }

  void writeTo(WritableByteChannel out) throws IOException {
    cutout.writeTo(out);
  }

  @Override
  public void close() throws IOException {
    try (CutoutEngines.Choice used = engine) {
      file.close();
    }
  }
}
