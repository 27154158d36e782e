// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.results.ResultDescription.Info;

/**
 * Where a service's data come from, as its results tell it (IVOA Note "Data Origin in the VO" 1.1).
 *
 * @param publisher who publishes them
 * @param contact whom to ask, an address of mail or the web
 * @param citation how to cite them
 * @param referenceUrl where to read more of them
 * @param rightsUri the address of their licence
 */
record Origin(
    @Nullable String publisher,
    @Nullable String contact,
    @Nullable String citation,
    @Nullable String referenceUrl,
    @Nullable String rightsUri) {

  /** Nothing is told. */
  static final Origin UNKNOWN = new Origin(null, null, null, null, null);

  /** What is told. */
  List<Info> infos() {
    List<Info> infos = new ArrayList<>();
    add("publisher", publisher, infos);
    add("contact", contact, infos);
    add("citation", citation, infos);
    add("reference_url", referenceUrl, infos);
    add("rights_uri", rightsUri, infos);
    return infos;
  }

  private static void add(String name, @Nullable String value, List<Info> infos) {
    if (value != null) {
      infos.add(new Info(name, value, null));
    }
  }
}
