// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.storage.FileState;

/**
 * Conditional requests (RFC 9110, section 13).
 *
 * @param state the file as it is now
 */
record Conditions(FileState state) {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** What to do. */
  enum Verdict {
    SEND,
    NOT_MODIFIED,
    FAILED
  }

  /** The strong entity tag. */
  String tag() {
    return '"' + state.version() + '"';
  }

  /** The date of the last change as headers have it. */
  String date() {
    return DATE.format(state.modified());
  }

  /** Looks at If-Match, If-Unmodified-Since, If-None-Match and If-Modified-Since. */
  Verdict verdict(HttpServletRequest request) {
    String match = request.getHeader("If-Match");
    Optional<Instant> unmodified = time(request.getHeader("If-Unmodified-Since"));
    boolean failed =
        match != null
            ? !names(match, false)
            : (unmodified.isPresent() && changed(unmodified.get()));
    if (failed) {
      return Verdict.FAILED;
    }
    String noneMatch = request.getHeader("If-None-Match");
    Optional<Instant> modified = time(request.getHeader("If-Modified-Since"));
    boolean had =
        noneMatch != null
            ? names(noneMatch, true)
            : (modified.isPresent() && !changed(modified.get()));
    return had ? Verdict.NOT_MODIFIED : Verdict.SEND;
  }

  /** Whether a range may be sent, by If-Range: only of the file that the client has begun with. */
  boolean allowsRange(HttpServletRequest request) {
    String ifRange = request.getHeader("If-Range");
    if (ifRange == null) {
      return true;
    }
    boolean isTag = ifRange.startsWith("\"") || ifRange.startsWith("W/");
    return isTag ? ifRange.equals(tag()) : time(ifRange).map(seconds()::equals).orElse(false);
  }

  private boolean names(String tags, boolean weak) {
    return Arrays.stream(tags.split(","))
        .map(String::strip)
        .map(tag -> weak && tag.startsWith("W/") ? tag.substring(2) : tag)
        .anyMatch(tag -> tag.equals("*") || tag.equals(tag()));
  }

  private boolean changed(Instant since) {
    return seconds().isAfter(since);
  }

  private Instant seconds() {
    return state.modified().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Optional<Instant> time(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
