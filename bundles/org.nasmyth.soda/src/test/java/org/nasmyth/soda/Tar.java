// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads tar archives, as far as the tests need it. */
final class Tar {

  private static final int BLOCK = 512;

  private Tar() {}

  /** The entries by name, in order; fails unless the archive is whole. */
  static Map<String, byte[]> entries(byte[] tar) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    int at = 0;
    while (tar[at] != 0) {
      String name = new String(tar, at, 100, US_ASCII).replace("\0", "");
      int size = Integer.parseInt(new String(tar, at + 124, 11, US_ASCII), 8);
      at += BLOCK;
      entries.put(name, Arrays.copyOfRange(tar, at, at + size));
      at += (size + BLOCK - 1) / BLOCK * BLOCK;
    }
    if (tar.length != at + 2 * BLOCK) {
      throw new IllegalArgumentException("The archive does not end as it should.");
    }
    return entries;
  }
}
