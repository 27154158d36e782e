// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.tables;

/**
 * The addresses and identifiers that the tables hold, in the shapes of ESO's archive.
 *
 * @param base where the archive is served, without a slash at the end
 * @param authority the IVOA authority of dataset identifiers
 */
public record Links(String base, String authority) {

  /** The file itself. */
  String file(String id) {
    return base + "/dataPortal/file/" + id;
  }

  /** The list of related files. */
  String datalink(String id) {
    return base + "/datalink/links?ID=" + identifier(id);
  }

  /** The page that describes a dataset. */
  String page(String id) {
    return base + "/dataset/" + id;
  }

  /** The document that describes a data release. */
  String release(int number) {
    return base + "/rm/api/v1/public/releaseDescriptions/" + number;
  }

  /** The dataset's identifier in the Virtual Observatory. */
  String identifier(String id) {
    return "ivo://" + authority + "/ID?" + id;
  }

  /** The identifier that a dataset's maker gave it. */
  String origin(String fileName) {
    return "ivo://" + authority + "/origfile?" + fileName;
  }
}
