// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.links;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a list of links, some rows at a time. Used by one thread. */
public interface LinkWriter {

  /** Its media type. */
  String contentType();

  /** Begins the document. */
  void begin() throws IOException;

  /** Adds rows. */
  void rows(List<LinkRow> rows) throws IOException;

  /**
   * Ends the document well-formed.
   *
   * @param overflow whether identifiers were left out because there were too many
   * @param failure why rows are missing; null if all are there
   */
  void end(boolean overflow, @Nullable String failure) throws IOException;
}
