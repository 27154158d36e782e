// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.nasmyth.api.cutout.CutoutRequest;

/** Names a piece after its product and what was asked, so that different pieces do not collide. */
final class PieceName {

  private static final int LONGEST = 120;
  private static final int DIGITS = 10;

  private PieceName() {}

  static String of(String product, CutoutRequest request) {
    String safe = product.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^\\.+", "");
    String stem = safe.substring(0, Math.min(LONGEST, safe.length()));
    return "%s_cut_%s.fits".formatted(stem.isEmpty() ? "file" : stem, digest(product, request));
  }

  private static String digest(String product, CutoutRequest request) {
    String wanted =
        String.join(
            "|",
            product,
            String.valueOf(request.region()),
            String.valueOf(request.range()),
            String.valueOf(request.band()),
            String.valueOf(request.time()),
            String.valueOf(request.polarizations()),
            String.valueOf(request.pixels()),
            String.valueOf(request.mask()));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(wanted.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
