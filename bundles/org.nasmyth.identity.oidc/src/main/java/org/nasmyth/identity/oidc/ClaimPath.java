// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.oidc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a token's claims: the name of a claim, or names joined by dots that lead into objects.
 * Names may have dots of their own, as addresses have; the longest name that fits is followed.
 *
 * @param text as configured
 */
record ClaimPath(String text) {

  /** The texts at this place: one, those of a list, or none. */
  List<String> texts(Map<?, ?> claims) {
    Object found = find(claims, text);
    List<String> texts = new ArrayList<>();
    if (found instanceof String one) {
      texts.add(one);
    } else if (found instanceof List<?> list) {
      list.stream().filter(String.class::isInstance).map(String.class::cast).forEach(texts::add);
    }
    return texts;
  }

  private static @Nullable Object find(Map<?, ?> claims, String path) {
    if (claims.containsKey(path)) {
      return claims.get(path);
    }
    for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
      if (claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
        Object found = find(inner, path.substring(dot + 1));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
