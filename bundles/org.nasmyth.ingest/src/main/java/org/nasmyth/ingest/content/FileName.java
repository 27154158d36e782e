// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.content;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a file's name tells. */
public final class FileName {

  private static final List<String> FITS = List.of(".fits", ".fit", ".fts");
  private static final List<String> PACKED = List.of(".fz", ".gz", ".z");
  private static final Map<String, String> TYPES =
      Map.of(
          ".png", "image/png",
          ".jpg", "image/jpeg",
          ".txt", "text/plain",
          ".pdf", "application/pdf",
          ".tar", "application/x-tar",
          ".csv", "text/csv",
          ".xml", "application/xml");

  private FileName() {}

  /** Whether it is the name of a FITS file, packed or not. */
  public static boolean isFits(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String packed : PACKED) {
      if (lower.endsWith(packed)) {
        lower = lower.substring(0, lower.length() - packed.length());
        break;
      }
    }
    return FITS.stream().anyMatch(lower::endsWith);
  }

  /** Whether its content is packed as a whole by gzip. */
  public static boolean isGzip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /** Whether its content is packed as a whole by compress. */
  public static boolean isCompress(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".z");
  }

  /** The name without the endings of a FITS file, or without what follows the last dot. */
  public static String stem(String name) {
    String stem = name;
    String lower = name.toLowerCase(Locale.ROOT);
    for (String packed : PACKED) {
      if (lower.endsWith(packed)) {
        stem = stem.substring(0, stem.length() - packed.length());
        break;
      }
    }
    lower = stem.toLowerCase(Locale.ROOT);
    for (String ending : FITS) {
      if (lower.endsWith(ending)) {
        return stem.substring(0, stem.length() - ending.length());
      }
    }
    int dot = name.lastIndexOf('.');
    // What follows the last dot of ADP.2014-11-12T16:17:06.307 is no ending.
    return dot > 0 && name.substring(dot + 1).chars().noneMatch(Character::isDigit)
        ? name.substring(0, dot)
        : name;
  }

  /** What follows the stem: {@code .fits.gz}, {@code .png}, or nothing. */
  public static String ending(String name) {
    return name.substring(stem(name).length());
  }

  /** The ending in upper case, as ESO's tables of files have it: FITS, PNG, TXT. */
  public static String extension(String name) {
    if (isFits(name)) {
      return "FITS";
    }
    String stem = stem(name);
    return stem.length() == name.length()
        ? ""
        : name.substring(stem.length() + 1).toUpperCase(Locale.ROOT);
  }

  /** The media type. */
  public static String contentType(String name) {
    if (isFits(name)) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.endsWith(".fz")) {
        return "application/x-fits-hcompress";
      }
      return isGzip(name)
          ? "application/gzip"
          : isCompress(name) ? "application/x-compress" : "application/fits";
    }
    String stem = stem(name);
    return TYPES.getOrDefault(
        name.substring(stem.length()).toLowerCase(Locale.ROOT), "application/octet-stream");
  }
}
