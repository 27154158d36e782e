// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header of one HDU, as far as this bundle needs it: the values of keywords. The header of a
 * tile-compressed image is to be given as that of the image which it holds.
 */
@FunctionalInterface
public interface Cards {
  /**
   * The value of a keyword.
   *
   * @param keyword in capitals; {@code DP1.EXTVER} and the like stand for record-valued cards
   * @return the value as the card gives it, texts without quotes; null if there is no such card or
   *     it has no value. The first card counts if there are several.
   */
  @Nullable String value(String keyword);

  /**
   * Cards from a map.
   *
   * @param values the values by keyword
   * @return the cards; the map is copied
   */
  static Cards of(Map<String, String> values) {
    return Map.copyOf(values)::get;
  }
}
