// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.archive;

import java.util.Map;
import org.nasmyth.ingest.content.FileName;

/**
 * The addresses and identifiers that rows hold, in the shapes of ESO's archive.
 *
 * @param base where the archive is served, without a slash at the end
 * @param authority the IVOA authority of dataset identifiers
 */
public record Links(String base, String authority) {

  /** Takes slashes at the end away. */
  public Links {
    base = base.replaceAll("/+$", "");
  }

  /** The file itself. */
  public String file(String id) {
    return base + "/dataPortal/file/" + id;
  }

  /** The identifier that a file's name stands for where headers tell of sources. */
  String source(String name) {
    return FileName.stem(name.strip());
  }

  /**
   * What expressions have of it.
   *
   * @param id of the file
   * @param original the name that its maker gave it
   */
  public Map<String, Object> variables(String id, String original) {
    String identifier = "ivo://" + authority + "/ID?" + id;
    return Map.of(
        "id",
        id,
        "link.id",
        identifier,
        "link.file",
        file(id),
        "link.datalink",
        base + "/datalink/links?ID=" + identifier,
        "link.page",
        base + "/dataset/" + id,
        "link.original",
        "ivo://" + authority + "/origfile?" + original);
  }
}
