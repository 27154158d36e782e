// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.nasmyth.api.identity.Credentials;

/** The header {@code Authorization}. */
final class Authorization {

  /** Characters of a token (RFC 6750, section 2.1); what is appended as padding is dropped. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");

  private Authorization() {}

  /**
   * Reads the header.
   *
   * @return empty if it is neither a token nor a name with a password
   */
  static Optional<Credentials> parse(String header) {
    String[] parts = header.strip().split("\\s+", 2);
    String rest = parts.length > 1 ? parts[1] : "";
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "bearer" -> token(rest);
      case "basic" -> password(rest);
      default -> Optional.empty();
    };
  }

  private static Optional<Credentials> token(String text) {
    return TOKEN.matcher(text).matches()
        ? Optional.of(new Credentials.Token(withoutPadding(text)))
        : Optional.empty();
  }

  /** Some clients append the padding of Base64 that a token does not have. */
  private static String withoutPadding(String text) {
    int padding = text.indexOf('=');
    return padding < 0 ? text : text.substring(0, padding);
  }

  private static Optional<Credentials> password(String text) {
    String decoded;
    try {
      decoded = new String(Base64.getDecoder().decode(text), UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int colon = decoded.indexOf(':');
    return colon < 1
        ? Optional.empty()
        : Optional.of(
            new Credentials.Password(decoded.substring(0, colon), decoded.substring(colon + 1)));
  }
}
