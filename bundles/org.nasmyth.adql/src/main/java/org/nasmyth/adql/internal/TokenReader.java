// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.AdqlSyntaxException;
import org.nasmyth.adql.ReservedWords;
import org.nasmyth.adql.grammar.AdqlLexer;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.adql.tree.StandardFunction;

/**
 * Reads the tokens of a query, refuses what cannot be a token of ADQL, and gives reserved words
 * types of their own. Names that only look like tokens of another language get a message that says
 * what ADQL writes instead.
 */
final class TokenReader {

  private static final Map<String, Integer> RESERVED = reserved();

  private static final int LONGEST_RESERVED_WORD =
      RESERVED.keySet().stream().mapToInt(String::length).max().orElseThrow();

  private final QueryText query;
  private final int maximum;

  TokenReader(QueryText query, int maximum) {
    this.query = query;
    this.maximum = maximum;
  }

  private static Map<String, Integer> reserved() {
    Map<String, Integer> types =
        IntStream.rangeClosed(1, AdqlLexer.VOCABULARY.getMaxTokenType())
            .boxed()
            .filter(type -> AdqlLexer.VOCABULARY.getSymbolicName(type) != null)
            .filter(type -> ReservedWords.contains(AdqlLexer.VOCABULARY.getSymbolicName(type)))
            .collect(Collectors.toMap(AdqlLexer.VOCABULARY::getSymbolicName, Function.identity()));
    Stream.of(StandardFunction.values())
        .forEach(function -> types.putIfAbsent(function.name(), AdqlLexer.STANDARD_FUNCTION));
    ReservedWords.all().forEach(word -> types.putIfAbsent(word, AdqlLexer.RESERVED));
    return Map.copyOf(types);
  }

  /** The tokens of a text, the end of the text last. */
  Tokens read(String text) throws AdqlSyntaxException {
    AdqlLexer lexer = new AdqlLexer(CharStreams.fromString(text));
    List<CommonToken> tokens = new ArrayList<>();
    CommonToken token;
    do {
      token = (CommonToken) lexer.nextToken();
      token.setTokenIndex(tokens.size());
      switch (token.getType()) {
        case AdqlLexer.IDENTIFIER -> token.setType(wordType(token));
        case AdqlLexer.STRAY,
            AdqlLexer.BLOCK_COMMENT,
            AdqlLexer.EMPTY_DELIMITED,
            AdqlLexer.MALFORMED_NUMBER,
            AdqlLexer.UNTERMINATED_STRING,
            AdqlLexer.UNTERMINATED_DELIMITED ->
            throw refused(token);
        default -> {
          // A token of ADQL as it is.
        }
      }
      if (tokens.size() == maximum && token.getType() != Token.EOF) {
        throw tooMany(token);
      }
      tokens.add(token);
    } while (token.getType() != Token.EOF);
    return new Tokens(tokens);
  }

  private AdqlSyntaxException tooMany(Token token) {
    return query.error(
        query.span(token),
        String.format(Locale.ROOT, "the query has more than %,d words and signs", maximum),
        "upload a long list of values as a table and join it");
  }

  private static int wordType(Token token) {
    if (token.getStopIndex() - token.getStartIndex() >= LONGEST_RESERVED_WORD) {
      return AdqlLexer.IDENTIFIER;
    }
    return RESERVED.getOrDefault(token.getText().toUpperCase(Locale.ROOT), AdqlLexer.IDENTIFIER);
  }

  private AdqlSyntaxException refused(Token token) {
    Span span = query.span(token);
    return switch (token.getType()) {
      case AdqlLexer.UNTERMINATED_STRING ->
          query.error(
              opener(span),
              "the string that begins here never ends",
              "close it with a single quote, and write a quote inside it twice");
      case AdqlLexer.UNTERMINATED_DELIMITED ->
          query.error(
              opener(span),
              "the delimited name that begins here never ends",
              "close it with a double quote; strings are written in single quotes");
      case AdqlLexer.EMPTY_DELIMITED ->
          query.error(span, "a delimited name cannot be empty", "an empty string is written ''");
      case AdqlLexer.BLOCK_COMMENT ->
          query.error(
              opener(span),
              "ADQL has no comments in /* */",
              "begin a comment with --; it ends with the line");
      case AdqlLexer.MALFORMED_NUMBER -> malformedNumber(span, token.getText());
      default ->
          query.error(
              span,
              query.shown(span) + " is not a character of ADQL",
              strayHint(token.getText().codePointAt(0)));
    };
  }

  private Span opener(Span span) {
    return query.span(span.start(), span.start() + 1);
  }

  private AdqlSyntaxException malformedNumber(Span span, String text) {
    String problem = query.shown(span) + " is neither a number nor a name";
    if (text.toLowerCase(Locale.ROOT).startsWith("0x")) {
      return query.error(span, problem, "ADQL has no hexadecimal numbers; write it in decimals");
    }
    return query.error(
        span, problem, "put a blank behind the number, or double quotes around the name");
  }

  private static @Nullable String strayHint(int character) {
    return switch (character) {
      case '`', '[', ']' -> "write names that need quotes in double quotes";
      case 0x2018, 0x2019, 0x201A, 0x00B4 ->
          "it is a typographic quote; write strings in straight single quotes";
      case 0x201C, 0x201D, 0x201E, 0x00AB, 0x00BB ->
          "it is a typographic quote; write strings in straight single quotes and names in straight"
              + " double quotes";
      case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212 ->
          "it is a typographic dash; write a plain minus";
      case 0x00A0, 0x2007, 0x202F, 0x200B, 0xFEFF ->
          "it is a special blank; replace it by an ordinary one";
      case '%' -> "write MOD(a, b) for a remainder; wildcards stand inside the quotes of LIKE";
      case '^' -> "write POWER(a, b)";
      case '&' -> "write AND between conditions";
      case '|' -> "write OR between conditions, or || between strings";
      case '!' -> "write NOT, or <> for not equal";
      case '#' -> "begin a comment with --";
      case ':' -> "write CAST(value AS type) for a conversion";
      case '_' -> "a name begins with a letter; any other must stand in double quotes";
      case '\\' -> "write a quote inside a string twice";
      default ->
          Character.isLetter(character)
              ? "names have letters a to z, digits and _; any other must stand in double quotes"
              : null;
    };
  }
}
