// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import ca.nrc.cadc.uws.Result;
import java.net.URI;

/** A result as the store keeps it: a file in the job's folder, and what it holds. */
final class StoredResult extends Result {

  private final String file;
  private final String mediaType;
  private final long bytes;

  StoredResult(String id, String file, String mediaType, long bytes) {
    super(id, URI.create(file));
    this.file = file;
    this.mediaType = mediaType;
    this.bytes = bytes;
  }

  String file() {
    return file;
  }

  String mediaType() {
    return mediaType;
  }

  long bytes() {
    return bytes;
  }
}
