// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells addresses that everybody can reach from those that only we can: our own, private ones,
 * those of the local link, multicast, and the ranges reserved for other uses (RFC 6890), also where
 * an IPv6 address holds such an IPv4 one.
 */
final class PublicAddresses {

  private PublicAddresses() {}

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? !isReserved4(bytes)
        : address instanceof Inet6Address && isPublic6(bytes);
  }

  private static boolean isReserved4(byte[] address) {
    int a = address[0] & 0xFF;
    int b = address[1] & 0xFF;
    int c = address[2] & 0xFF;
    return a == 0
        || a == 10
        || a == 127
        || (a == 100 && (b & 0xC0) == 64)
        || (a == 192 && b == 0 && (c == 0 || c == 2))
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b & 0xFE) == 18)
        || (a == 198 && b == 51 && c == 100)
        || (a == 203 && b == 0 && c == 113)
        || a >= 224;
  }

  private static boolean isPublic6(byte[] address) {
    if (startsWith(address, 0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0)) {
      return isPublic4(address, 12);
    }
    if (startsWith(address, 0x20, 0x02)) {
      return isPublic4(address, 2);
    }
    boolean globalUnicast = (address[0] & 0xE0) == 0x20;
    boolean protocols = startsWith(address, 0x20, 0x01) && (address[2] & 0xFE) == 0;
    boolean examples =
        startsWith(address, 0x20, 0x01, 0x0D, 0xB8) || startsWith(address, 0x3F, 0xFF);
    return globalUnicast && !protocols && !examples;
  }

  private static boolean isPublic4(byte[] address, int offset) {
    try {
      return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(address, offset, offset + 4)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an IPv4 address.", e);
    }
  }

  private static boolean startsWith(byte[] address, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((address[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
