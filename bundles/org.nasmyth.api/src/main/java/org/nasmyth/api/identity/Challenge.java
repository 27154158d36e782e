// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.identity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A way to log in, as the header {@code WWW-Authenticate} offers it (RFC 9110, section 11.6.1).
 *
 * @param scheme such as {@code Bearer} or {@code Basic}
 * @param parameters their values by name, in order, not quoted
 */
public record Challenge(String scheme, Map<String, String> parameters) {

  /** Keeps the order of the parameters. */
  public Challenge {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** A challenge with one parameter more, or another value of it. */
  public Challenge with(String parameter, String value) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put(parameter, value);
    return new Challenge(scheme, all);
  }

  /** The header's value; what is no visible ASCII character in a value becomes a space. */
  public String headerValue() {
    String list =
        parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=\"" + quotable(parameter.getValue()) + "\"")
            .collect(Collectors.joining(", "));
    return list.isEmpty() ? scheme : scheme + " " + list;
  }

  private static String quotable(String value) {
    return value.replaceAll("[^ -~]", " ").replaceAll("[\"\\\\]", "\\\\$0");
  }
}
