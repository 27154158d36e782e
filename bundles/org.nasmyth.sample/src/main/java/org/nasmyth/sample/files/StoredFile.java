// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.files;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the sample.
 *
 * @param id its identifier within the archive
 * @param path where it is below the folder of files
 * @param size bytes
 * @param contentType its media type
 */
public record StoredFile(String id, String path, long size, String contentType) {

  private static final Pattern DATED = Pattern.compile("(?:M\\.)?([A-Za-z0-9]+)\\.(\\d{4})-.*");

  /** The path of a file: by the first part of its identifier and the year. */
  static String path(String id, String name) {
    Matcher dated = DATED.matcher(id);
    // Colons are left out: not all file systems take them.
    String plain = name.replace(':', '_');
    return dated.matches() ? dated.group(1) + "/" + dated.group(2) + "/" + plain : "other/" + plain;
  }
}
