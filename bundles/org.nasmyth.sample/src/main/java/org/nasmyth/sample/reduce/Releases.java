// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.reduce;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The documents that describe data releases.
 *
 * @param numbers the number of the document of each collection
 */
public record Releases(Map<String, Integer> numbers) {

  private static final int FIRST = 50;

  /** Those of all collections. */
  public static Releases of(Reduced reduced) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (Product product : reduced.products()) {
      numbers.putIfAbsent(product.origin().collection(), FIRST + numbers.size());
    }
    return new Releases(Collections.unmodifiableMap(numbers));
  }
}
