// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.internal;

import java.util.Arrays;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.AdqlSyntaxException;
import org.nasmyth.adql.tree.Span;

/**
 * The text of a query and the places in it. The offsets of tokens count code points, those of spans
 * UTF-16 units.
 */
final class QueryText {

  private static final int SHOWN_LENGTH = 40;
  private static final int EXCERPT_BEFORE = 60;
  private static final int EXCERPT_AFTER = 40;

  private final String text;
  private final int[] lineStarts;

  /**
   * UTF-16 offset of each code point; null if the text has none beyond the basic plane, so that
   * both are equal.
   */
  private final int @Nullable [] offsets;

  QueryText(String text) {
    this.text = text;
    this.lineStarts = lineStarts(text);
    this.offsets =
        text.chars().noneMatch(c -> Character.isHighSurrogate((char) c)) ? null : offsets(text);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int lines = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (ends) {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, 2 * lines);
        }
        starts[lines++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, lines);
  }

  private static int[] offsets(String text) {
    int[] result = new int[text.codePointCount(0, text.length()) + 1];
    int offset = 0;
    for (int i = 0; i < result.length; i++) {
      result[i] = offset;
      if (offset < text.length()) {
        offset = text.offsetByCodePoints(offset, 1);
      }
    }
    return result;
  }

  int length() {
    return text.length();
  }

  /** The span from the first to the last token. */
  Span span(Token first, Token last) {
    if (first.getType() == Token.EOF) {
      return span(text.length(), text.length());
    }
    return span(offset(first.getStartIndex()), offset(last.getStopIndex() + 1));
  }

  /** The span of one token. */
  Span span(Token token) {
    return span(token, token);
  }

  /** The span between two offsets in UTF-16 units. */
  Span span(int start, int end) {
    int found = Arrays.binarySearch(lineStarts, start);
    int line = found >= 0 ? found : -found - 2;
    int column = text.codePointCount(lineStarts[line], start) + 1;
    return new Span(start, end, line + 1, column);
  }

  private int offset(int codePoint) {
    return offsets == null ? codePoint : offsets[codePoint];
  }

  /** The text of a span in quotes, in one line and cut if it is long. */
  String shown(Span span) {
    String token = token(span);
    return token.startsWith("'") ? token : "'" + token + "'";
  }

  private String token(Span span) {
    boolean cut = span.end() - span.start() > SHOWN_LENGTH;
    String shown = text.substring(span.start(), cut ? span.start() + SHOWN_LENGTH : span.end());
    if (cut && Character.isHighSurrogate(shown.charAt(shown.length() - 1))) {
      shown = shown.substring(0, shown.length() - 1);
    }
    return oneLine(shown) + (cut ? "..." : "");
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.chars().forEach(c -> line.append(Character.isISOControl(c) ? ' ' : (char) c));
    return line.toString();
  }

  /** An error at a place. */
  AdqlSyntaxException error(
      Span span, String problem, @Nullable String expectation, @Nullable String suggestion) {
    return new AdqlSyntaxException(
        problem, span, token(span), expectation, suggestion, excerpt(span));
  }

  /** An error at a place. */
  AdqlSyntaxException error(Span span, String problem, @Nullable String suggestion) {
    return error(span, problem, null, suggestion);
  }

  private String excerpt(Span span) {
    int lineStart = lineStarts[span.line() - 1];
    int lineEnd = span.line() < lineStarts.length ? lineStarts[span.line()] : text.length();
    int start = Math.max(lineStart, span.start() - EXCERPT_BEFORE);
    int end = Math.min(lineEnd, span.start() + EXCERPT_AFTER);
    String before = (start > lineStart ? "..." : "") + text.substring(start, span.start());
    String after = text.substring(span.start(), Math.max(span.start(), end)).stripTrailing();
    return oneLine(before + after)
        + "\n"
        + " ".repeat(before.codePointCount(0, before.length()))
        + "^";
  }
}
