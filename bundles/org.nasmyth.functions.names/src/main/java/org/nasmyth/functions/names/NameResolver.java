// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.fetch.FetchException;
import org.nasmyth.fetch.FetchRules;
import org.nasmyth.fetch.Fetcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a Sesame name resolver, and remembers what it said of the names that were asked for last.
 * Safe for any thread.
 */
final class NameResolver {

  private static final Logger log = LoggerFactory.getLogger(NameResolver.class);
  private static final int REMEMBERED = 10_000;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_ANSWER = 64 * 1024;

  /** The line with the position in degrees, ICRS. */
  private static final Pattern POSITION =
      Pattern.compile("(?m)^%J\\s+([0-9.]+)\\s+([+-]?[0-9.]+)(?:\\s|$)");

  private final String address;
  private final Fetcher fetcher;
  private final Map<String, double[]> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, double[]> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Whether the log has been told that nobody answers. */
  private boolean silent;

  NameResolver(String address, FetchRules rules) {
    this.address = address;
    this.fetcher = new Fetcher(rules);
    try {
      URI unused = Fetcher.parse(address);
    } catch (FetchException e) {
      throw new IllegalArgumentException("url: " + e.getMessage(), e);
    }
  }

  /**
   * The position of an object.
   *
   * @return longitude and latitude in degrees, ICRS
   * @throws IllegalArgumentException if there is none of that name, or nobody can say now
   */
  double[] position(String name) {
    String plain = name.strip().replaceAll("\\s+", " ");
    if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("write the name of an object, such as 'M 31'");
    }
    String key = plain.toLowerCase(Locale.ROOT);
    double[] position = recall(key);
    if (position == null) {
      position = ask(plain);
      remember(key, position);
    }
    return position.clone();
  }

  private synchronized double @Nullable [] recall(String key) {
    return known.get(key);
  }

  private synchronized void remember(String key, double[] position) {
    known.put(key, position);
  }

  private double[] ask(String name) {
    Matcher position = POSITION.matcher(answer(name));
    if (!position.find()) {
      throw new IllegalArgumentException("no object is known by the name '" + name + "'");
    }
    return new double[] {
      Double.parseDouble(position.group(1)), Double.parseDouble(position.group(2))
    };
  }

  private String answer(String name) {
    ByteArrayOutputStream answer =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, Math.min(length, LONGEST_ANSWER - size()));
          }
        };
    try {
      fetcher.fetch(URI.create(address + URLEncoder.encode(name, UTF_8)), answer, abort -> {});
      noteAnswer();
    } catch (FetchException | IOException e) {
      noteSilence(e);
      throw new IllegalArgumentException(
          "the name resolver does not answer now; try again, or write the position as POINT", e);
    }
    return answer.toString(UTF_8);
  }

  private synchronized void noteAnswer() {
    silent = false;
  }

  /** Once until there is an answer again: each query with a name would be told of. */
  private synchronized void noteSilence(Exception reason) {
    if (!silent) {
      log.warn("The name resolver does not answer: {}", reason.getMessage());
      silent = true;
    }
  }
}
