// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.coding;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How an answer's bytes are compressed on their way (RFC 9110, section 8.4; RFC 8878). */
public enum ContentCoding {
  /** Zstandard, which is preferred because it takes a fraction of gzip's time. */
  ZSTD("zstd"),
  /** Gzip, which every client knows. */
  GZIP("gzip"),
  /** As they are. */
  IDENTITY("identity");

  /** Media types whose documents do not get smaller. */
  private static final Set<String> COMPRESSED =
      Set.of(
          "application/vnd.apache.parquet",
          "application/x-parquet",
          "application/parquet",
          "application/gzip",
          "application/zip",
          "application/zstd");

  private static final int BUFFER = 16 * 1024;
  private static final int MOST_ENTRIES = 32;

  private final String token;

  ContentCoding(String token) {
    this.token = token;
  }

  /** The word that HTTP has for it. */
  public String token() {
    return token;
  }

  /**
   * Chooses by what a client accepts. {@link #IDENTITY} is the choice if the client says nothing,
   * prefers it, or the document would not get smaller.
   *
   * @param accepted the request's Accept-Encoding header; null where there is none
   * @param mediaType the document's media type, which may have parameters
   */
  public static ContentCoding choose(@Nullable String accepted, String mediaType) {
    String type = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (accepted == null || COMPRESSED.contains(type)) {
      return IDENTITY;
    }
    Map<String, Double> weights = weights(accepted);
    ContentCoding best = IDENTITY;
    double highest = weights.getOrDefault(IDENTITY.token, 0.0);
    for (ContentCoding coding : values()) {
      double weight = weights.getOrDefault(coding.token, coding == IDENTITY ? 0 : any(weights));
      if (weight > highest || (weight == highest && weight > 0 && best == IDENTITY)) {
        best = coding;
        highest = weight;
      }
    }
    return best;
  }

  /** A stream that compresses into another one; {@link #IDENTITY} has none. */
  OutputStream into(OutputStream out) throws IOException {
    return switch (this) {
      case ZSTD -> new ZstdOutputStreamNoFinalizer(out, 1);
      case GZIP -> new FastGzip(out);
      case IDENTITY -> out;
    };
  }

  private static double any(Map<String, Double> weights) {
    return weights.getOrDefault("*", 0.0);
  }

  private static Map<String, Double> weights(String accepted) {
    Map<String, Double> weights = new HashMap<>();
    String[] entries = accepted.split(",", MOST_ENTRIES + 1);
    for (int i = 0; i < Math.min(entries.length, MOST_ENTRIES); i++) {
      String[] parts = entries[i].strip().toLowerCase(Locale.ROOT).split(";", -1);
      String word = parts[0].strip();
      weights.put(word.equals("x-gzip") ? GZIP.token : word, weight(parts));
    }
    return weights;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2).strip());
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }

  /** Gzip at its fastest, which sends on all that it has when it is flushed. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER, true);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
