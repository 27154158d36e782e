// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.jobs.JobOutput;

/** Makes each cut-out a result of a job. */
final class ResultShelf implements Batch.Shelf {

  private final JobOutput output;
  private final Cancellation cancellation;

  ResultShelf(JobOutput output, Cancellation cancellation) {
    this.output = output;
    this.cancellation = cancellation;
  }

  @Override
  public void cutout(int number, Order order, OpenCutout cutout) throws IOException {
    String name = cutout.fileName();
    String extension = name.substring(name.lastIndexOf('.') + 1);
    try (OutputStream file = output.begin(name(number, order), cutout.contentType(), extension)) {
      BodyChannel body = new BodyChannel(into(file), cancellation, cutout.length());
      cutout.writeTo(body);
      body.flush();
    }
  }

  @Override
  public void note(int number, Order order, String text) throws IOException {
    try (OutputStream file = output.begin(name(number, order), "text/plain", "txt")) {
      file.write((text + "\n").getBytes(UTF_8));
    }
  }

  /** A way into a stream of a file. */
  static BodyChannel.Way into(OutputStream file) {
    return bytes -> write(bytes, file);
  }

  private static void write(ByteBuffer bytes, OutputStream file) throws IOException {
    if (bytes.hasArray()) {
      file.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      bytes.position(bytes.limit());
    } else {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      file.write(copy);
    }
  }

  private static String name(int number, Order order) {
    String name = String.format(Locale.ROOT, "cutout-%04d", number);
    return order.prefix() == null ? name : order.prefix() + "_" + name;
  }
}
