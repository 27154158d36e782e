// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasmyth.ingest.content.Cards;

/**
 * What rules and expressions can ask of a file: keywords of its headers, in capitals, and what was
 * worked out of it, in lower case. Immutable.
 *
 * @param cards the file's headers
 * @param derived what was worked out, by name such as {@code sky.ra}
 */
public record Variables(Cards cards, Map<String, Object> derived) {

  /** Copies the map. */
  public Variables {
    derived = Map.copyOf(derived);
  }

  /** The same with more. */
  public Variables with(Map<String, Object> added) {
    Map<String, Object> more = new HashMap<>(derived);
    more.putAll(added);
    return new Variables(cards, more);
  }

  /**
   * The value of a keyword.
   *
   * @param keyword as in the header, {@code HIERARCH} left out or not
   * @return a String, Long, Double or Boolean; null if there is none
   */
  @Nullable Object keyword(String keyword) {
    return cards.value(keyword);
  }

  /**
   * A variable of an expression, where blanks of keywords are written as dots and hyphens as
   * underscores.
   */
  @Nullable Object variable(String name) {
    Object value = derived.get(name);
    if (value != null || !Character.isUpperCase(name.charAt(0))) {
      return value;
    }
    String spaced = name.replace('.', ' ');
    Object plain = cards.value(spaced);
    return plain == null && spaced.indexOf('_') >= 0
        ? cards.value(spaced.replace('_', '-'))
        : plain;
  }
}
