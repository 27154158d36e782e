// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * From which network address a request came. Reverse proxies tell it by {@code X-Forwarded-For}; of
 * this header only what trusted proxies have written is believed, since a client can write there
 * what it likes. Immutable.
 */
public final class ClientAddresses {

  private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]*[0-9a-fA-F:]");

  private final List<Network> trusted;

  /** Some addresses that share their first bits. */
  private record Network(InetAddress address, int bits) {

    static Network parse(String text) {
      String[] parts = text.strip().split("/", 2);
      InetAddress address = literal(parts[0]).orElseThrow(() -> wrong(text, "is no IP address"));
      try {
        int most = address.getAddress().length * 8;
        int bits = parts.length > 1 ? Integer.parseInt(parts[1]) : most;
        if (bits < 0 || bits > most) {
          throw wrong(text, "has a prefix length out of range");
        }
        return new Network(address, bits);
      } catch (NumberFormatException e) {
        throw wrong(text, "has no number after its slash");
      }
    }

    private static IllegalArgumentException wrong(String text, String why) {
      return new IllegalArgumentException(
          "trustedProxies: '" + text + "' " + why + "; write such as 10.1.0.0/16 or ::1");
    }

    boolean contains(InetAddress other) {
      byte[] wanted = address.getAddress();
      byte[] bytes = other.getAddress();
      if (bytes.length != wanted.length) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        if ((((bytes[i / 8] ^ wanted[i / 8]) >> (7 - i % 8)) & 1) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Finds addresses behind proxies.
   *
   * @param trustedProxies the proxies' addresses, or networks such as {@code 10.1.0.0/16}; empty to
   *     believe nobody
   * @throws IllegalArgumentException if one is malformed
   */
  public ClientAddresses(Collection<String> trustedProxies) {
    trusted = trustedProxies.stream().map(Network::parse).toList();
  }

  /** The address of the client, as far as it can be trusted. */
  public String of(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    List<String> told = new ArrayList<>();
    for (String header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
      Collections.addAll(told, header.split(","));
    }
    Collections.reverse(told);
    for (String next : told) {
      Optional<InetAddress> candidate = literal(next.strip());
      if (!isTrusted(address) || candidate.isEmpty()) {
        break;
      }
      address = candidate.get().getHostAddress();
    }
    return address;
  }

  private boolean isTrusted(String address) {
    return literal(address)
        .filter(one -> trusted.stream().anyMatch(network -> network.contains(one)))
        .isPresent();
  }

  /** An address that is written in numbers; names are not looked up. */
  private static Optional<InetAddress> literal(String text) {
    if (!LITERAL.matcher(text).matches() || !(text.contains(".") || text.contains(":"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
