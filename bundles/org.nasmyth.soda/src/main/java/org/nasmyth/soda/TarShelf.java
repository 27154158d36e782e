// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.Locale;

/** Puts cut-outs into a tar file, in the order in which they were asked for. */
final class TarShelf implements Batch.Shelf {

  static final String CONTENT_TYPE = "application/x-tar";

  private final TarWriter tar;

  TarShelf(WritableByteChannel out, Instant made) {
    tar = new TarWriter(out, made);
  }

  @Override
  public void cutout(int number, Order order, OpenCutout cutout) throws IOException {
    tar.add(name(number, cutout.fileName()), cutout.length(), cutout::writeTo);
  }

  @Override
  public void note(int number, Order order, String text) throws IOException {
    byte[] bytes = (text + "\n").getBytes(UTF_8);
    String id = order.id().asGiven().replaceAll(".*\\?", "").replaceAll("[^A-Za-z0-9._+\\-]", "_");
    tar.add(
        name(number, id + ".txt"),
        bytes.length,
        out -> {
          ByteBuffer rest = ByteBuffer.wrap(bytes);
          while (rest.hasRemaining()) {
            int unused = out.write(rest);
          }
        });
  }

  void end() throws IOException {
    tar.end();
  }

  /** The number first, so that it can be told which was which; too long a name loses its begin. */
  private static String name(int number, String name) {
    String begin = String.format(Locale.ROOT, "%04d_", number);
    int most = TarWriter.LONGEST_NAME - begin.length();
    return begin + (name.length() > most ? name.substring(name.length() - most) : name);
  }
}
