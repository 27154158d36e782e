// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.storage;

import java.time.Instant;

/**
 * What is known of a file without reading it.
 *
 * @param path where it is within its storage, divided by slashes; its last part has the ending that
 *     tells how it is packed
 * @param size bytes, 0 or more
 * @param modified when it was last changed
 * @param version a word that changes whenever the bytes may have changed; fit for an ETag: visible
 *     ASCII without quotes
 */
public record FileState(String path, long size, Instant modified, String version) {

  /** The last part of its path. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
