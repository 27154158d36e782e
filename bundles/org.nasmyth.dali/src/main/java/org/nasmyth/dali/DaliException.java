// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is answered with an error document. The message is for the user: what was wrong
 * and what to do; it says nothing of the server's inside.
 */
public final class DaliException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final int status;
  private final transient @Nullable Duration retryAfter;

  private DaliException(
      int status, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** The client has to change its request: 400. */
  public static DaliException badRequest(String message) {
    return new DaliException(400, message, null, null);
  }

  /** The client has to send less: 413. */
  public static DaliException tooLarge(String message) {
    return new DaliException(413, message, null, null);
  }

  /** There is no such thing at this address: 404. */
  public static DaliException notFound(String message) {
    return new DaliException(404, message, null, null);
  }

  /**
   * The client cannot have it, for a reason that has a status of its own: 401, 403, 412, 416.
   *
   * @param status from 401 to 499
   */
  public static DaliException refused(int status, String message) {
    return new DaliException(status, message, null, null);
  }

  /** The client has sent too many wrong passwords: 429 with Retry-After. */
  public static DaliException tooManyAttempts(Duration wait) {
    Duration rounded = Duration.ofSeconds(wait.toSeconds() + 1);
    return new DaliException(
        429,
        "Too many logins failed; wait " + rounded.toSeconds() + " seconds before the next.",
        rounded,
        null);
  }

  /** The service cannot do it now, but soon: 503 with Retry-After. */
  public static DaliException unavailable(String message) {
    return new DaliException(503, message, RETRY, null);
  }

  /**
   * The service failed: 500.
   *
   * @param cause for the log; null if it was logged already
   */
  public static DaliException fault(String message, @Nullable Throwable cause) {
    return new DaliException(500, message, null, cause);
  }

  /** The HTTP status to answer with. */
  public int status() {
    return status;
  }

  /** After how long the client should try again; empty where that makes no sense. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
