// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches a document by HTTP or HTTPS. A host's name is resolved once, every address that it has is
 * checked, and the connection goes to one that was checked, so that a name which changes its
 * meaning in between gains nothing; a redirect is checked like an address that was given. Java's
 * own HTTP clients resolve names by themselves and cannot be held to that. Safe for any thread.
 */
public final class Fetcher {

  private final FetchRules rules;
  private final Resolver resolver;
  private final Supplier<SSLSocketFactory> tls;

  /** Finds the addresses of a host. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** A fetcher that asks the system for addresses and trusts the certificates that Java trusts. */
  public Fetcher(FetchRules rules) {
    this(rules, InetAddress::getAllByName, Fetcher::ofJava);
  }

  Fetcher(FetchRules rules, Resolver resolver, Supplier<SSLSocketFactory> tls) {
    this.rules = rules;
    this.resolver = resolver;
    this.tls = tls;
  }

  /** Asked for at the first connection that needs it: reading Java's certificates takes a while. */
  private static SSLSocketFactory ofJava() {
    return (SSLSocketFactory) SSLSocketFactory.getDefault();
  }

  /**
   * Checks an address as far as that can be done without looking its host up.
   *
   * @return the address
   * @throws FetchException if it is none, or not one of HTTP or HTTPS
   */
  public static URI parse(String address) throws FetchException {
    URI uri;
    try {
      uri = new URI(address.strip());
    } catch (URISyntaxException e) {
      throw new FetchException("'" + shorten(address) + "' is no URL: " + e.getReason() + ".", e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new FetchException(
          "'" + shorten(address) + "' cannot be fetched; give a URL of http or https.", null);
    }
    if (uri.getHost() == null || uri.getHost().isEmpty() || uri.getRawUserInfo() != null) {
      throw new FetchException(
          "'" + shorten(address) + "' cannot be fetched; it needs a host, and no user's name.",
          null);
    }
    return uri;
  }

  /**
   * Fetches a document.
   *
   * @param address where it is
   * @param into gets its bytes; what this throws is thrown on
   * @param ending told how to end the fetching from another thread, before anything is sent
   * @throws FetchException if it cannot be had: the message names the address and says why
   * @throws IOException if {@code into} does
   */
  public void fetch(URI address, OutputStream into, Ending ending)
      throws FetchException, IOException {
    long deadline = System.nanoTime() + rules.timeLimit().toNanos();
    URI next = parse(address.toString());
    for (int redirects = 0; redirects <= rules.mostRedirects(); redirects++) {
      try (HttpGet get = new HttpGet(next, checked(next), tls, deadline)) {
        ending.by(get::abort);
        String location = get.send();
        if (location == null) {
          get.copyTo(into);
          return;
        }
        next = parse(resolved(next, location).toString());
      } catch (HttpGet.BrokenException e) {
        throw failed(next, e.getCause() == null ? e : e.getCause());
      }
    }
    throw new FetchException(
        shorten(address.toString())
            + " cannot be fetched: it was redirected more than "
            + rules.mostRedirects()
            + " times.",
        null);
  }

  /** Where the way to end a fetching is kept. */
  @FunctionalInterface
  public interface Ending {
    /**
     * Takes the way to end what is going on now.
     *
     * @param end quick, not throwing, for any thread
     */
    void by(Runnable end);
  }

  private static URI resolved(URI base, String location) throws FetchException {
    try {
      return base.resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw new FetchException(shorten(base.toString()) + " is redirected to what is no URL.", e);
    }
  }

  private InetAddress checked(URI uri) throws FetchException {
    String host = Objects.requireNonNull(uri.getHost());
    InetAddress[] addresses;
    try {
      addresses = resolver.resolve(host);
    } catch (UnknownHostException e) {
      throw new FetchException(
          shorten(uri.toString()) + " cannot be fetched: its host is not known.", e);
    }
    boolean allowed = rules.allowedHosts().contains(host.toLowerCase(Locale.ROOT));
    if (!allowed && !Arrays.stream(addresses).allMatch(PublicAddresses::isPublic)) {
      throw new FetchException(
          shorten(uri.toString())
              + " cannot be fetched: its host is not on the public network. Send the file itself.",
          null);
    }
    return addresses[0];
  }

  private FetchException failed(URI uri, Throwable e) {
    String why;
    if (e instanceof SocketTimeoutException) {
      Duration limit = rules.timeLimit();
      why = "it took longer than " + limit.toSeconds() + " s";
    } else if (e instanceof SSLException) {
      why = "no secure connection could be made to its host";
    } else if (e instanceof HttpGet.BrokenException) {
      why = String.valueOf(e.getMessage());
    } else {
      why = "the connection to its host failed";
    }
    return new FetchException(shorten(uri.toString()) + " cannot be fetched: " + why + ".", e);
  }

  private static String shorten(String text) {
    int most = 200;
    return text.length() > most ? text.substring(0, most) + "…" : text;
  }
}
