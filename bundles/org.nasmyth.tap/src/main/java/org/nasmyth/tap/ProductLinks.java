// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.results.ServiceDescriptor;

/**
 * The DataLink service that results with a column of product identifiers announce (DataLink 1.1,
 * section 4).
 *
 * @param url its address; empty if there is none
 * @param columns the names of columns that hold identifiers, the best one first
 */
record ProductLinks(String url, List<String> columns) {

  /** No service. */
  static final ProductLinks NONE = new ProductLinks("", List.of());

  private static final String STANDARD = "ivo://ivoa.net/std/DataLink#links-1.1";
  private static final String OBSCORE_IDENTIFIER = "obscore:Curation.PublisherDID";

  /** Checks the address. */
  ProductLinks {
    columns = List.copyOf(columns);
    if (!url.isEmpty() && !isAddress(url)) {
      throw new IllegalArgumentException(
          "datalink: '" + url + "' is no address; write one such as https://archive.org/links");
    }
  }

  /** The service, if a result has identifiers for it. */
  List<ServiceDescriptor> of(List<Field> fields) {
    OptionalInt column = url.isEmpty() ? OptionalInt.empty() : identifier(fields);
    return column.isEmpty()
        ? List.of()
        : List.of(
            new ServiceDescriptor(
                "datalink",
                STANDARD,
                url,
                "The files of each product, and what belongs to it.",
                List.of(new ServiceDescriptor.Input("ID", column.getAsInt()))));
  }

  private OptionalInt identifier(List<Field> fields) {
    for (String name : columns) {
      OptionalInt column =
          IntStream.range(0, fields.size())
              .filter(i -> fields.get(i).name().equalsIgnoreCase(name))
              .filter(i -> fields.get(i).type().isString())
              .findFirst();
      if (column.isPresent()) {
        return column;
      }
    }
    // One that the query gave another name.
    return IntStream.range(0, fields.size())
        .filter(i -> OBSCORE_IDENTIFIER.equalsIgnoreCase(fields.get(i).utype()))
        .findFirst();
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
