// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.Cutout;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Interval;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Rights;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.sphere.Region;

/** Asks the engine for pieces, through its public door. */
final class Pieces {

  static final CutoutRequest ALL =
      new CutoutRequest(null, null, null, null, List.of(), List.of(), false, List.of());

  private Pieces() {}

  static Product product(@Nullable String type, String reference) {
    return new Product(
        "ADP.2026-11-23T10:00:00.000",
        Product.Kind.PRODUCT,
        type,
        null,
        new DataFile(reference, null, null, null, OptionalLong.empty(), null),
        Coverage.UNKNOWN,
        Rights.UNKNOWN,
        null,
        null,
        List.of());
  }

  static CutoutRequest region(Region region) {
    return new CutoutRequest(region, null, null, null, List.of(), List.of(), false, List.of());
  }

  static CutoutRequest range(double west, double east, double south, double north) {
    return new CutoutRequest(
        null,
        new CutoutRequest.SkyRange(west, east, south, north),
        null,
        null,
        List.of(),
        List.of(),
        false,
        List.of());
  }

  static CutoutRequest band(double low, double high) {
    return new CutoutRequest(
        null, null, new Interval(low, high), null, List.of(), List.of(), false, List.of());
  }

  static CutoutRequest both(@Nullable Region region, @Nullable Interval band) {
    return new CutoutRequest(region, null, band, null, List.of(), List.of(), false, List.of());
  }

  static CutoutRequest time(double low, double high) {
    return new CutoutRequest(
        null, null, null, new Interval(low, high), List.of(), List.of(), false, List.of());
  }

  static CutoutRequest states(String... states) {
    return new CutoutRequest(null, null, null, null, List.of(states), List.of(), false, List.of());
  }

  /** Pixels: first and last in turn, 0 0 for a whole axis. */
  static CutoutRequest pixels(int extension, long... bounds) {
    List<CutoutRequest.@Nullable PixelSpan> spans = new ArrayList<>();
    for (int i = 0; i < bounds.length; i += 2) {
      spans.add(bounds[i] == 0 ? null : new CutoutRequest.PixelSpan(bounds[i], bounds[i + 1]));
    }
    return new CutoutRequest(
        null,
        null,
        null,
        null,
        List.of(),
        List.of(new CutoutRequest.PixelBox(extension, spans)),
        false,
        List.of());
  }

  static Optional<Cutout> prepare(OpenFile file, CutoutRequest request) throws Exception {
    return new FitsCutouts(false)
        .prepare(product("image", "file.fits"), file, request, new Cancellation());
  }

  /** The bytes of a piece; checks that they are as many as were announced. */
  static byte[] written(Cutout cutout) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    cutout.writeTo(Channels.newChannel(out));
    if (out.size() != cutout.length()) {
      throw new AssertionError("%d bytes instead of %d".formatted(out.size(), cutout.length()));
    }
    return out.toByteArray();
  }

  static byte[] piece(byte[] file, CutoutRequest request) throws Exception {
    return written(prepare(new BytesFile(file), request).orElseThrow());
  }
}
