// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.ErrorFormat;

/** Errors as plain text that begins with one of the standard's words (SODA 1.0, section 5.2). */
final class SodaErrors implements ErrorFormat {

  static final String CONTENT_TYPE = "text/plain;charset=UTF-8";

  private static final String MULTIPLE = "MultiValuedParamNotSupported";
  private static final String USAGE = "UsageError";
  private static final String AUTHENTICATION = "AuthenticationError";
  private static final String AUTHORIZATION = "AuthorizationError";
  private static final String UNAVAILABLE = "ServiceUnavailable";
  private static final String GENERAL = "Error";

  private static final List<String> WORDS =
      List.of(MULTIPLE, USAGE, AUTHENTICATION, AUTHORIZATION, UNAVAILABLE, GENERAL);

  /** A parameter has more values than the service takes. */
  static DaliException multiple(String message) {
    return DaliException.badRequest(MULTIPLE + ": " + message);
  }

  /** What is told of a cut-out that has nothing in it, where there is no status to tell it. */
  static String nothing(String id) {
    return USAGE + ": The cut-out is empty: nothing of " + id + " lies where it was asked for.";
  }

  /** A failure as text, with its word. */
  static String text(DaliException failure) {
    return text(failure.status(), String.valueOf(failure.getMessage()));
  }

  private static String text(int status, String message) {
    boolean begun = WORDS.stream().anyMatch(word -> message.startsWith(word + ":"));
    return begun ? message : word(status) + ": " + message;
  }

  private static String word(int status) {
    return switch (status) {
      case 401 -> AUTHENTICATION;
      case 403 -> AUTHORIZATION;
      case 503 -> UNAVAILABLE;
      default -> status < 500 ? USAGE : GENERAL;
    };
  }

  @Override
  public String contentType() {
    return CONTENT_TYPE;
  }

  @Override
  public byte[] document(int status, String message) {
    return (text(status, message) + "\n").getBytes(UTF_8);
  }
}
