package io.github.quotary.ingress.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.xbill.DNS.Address;

/** Texts of addresses. */
final class Literals {
  private Literals() {}

  /** The one form of RFC 5952, or the text itself if it is not an IPv6 address. */
  static String ipv6(String text) {
    byte[] bytes = Address.toByteArray(text, Address.IPv6);
    if (bytes == null) {
      return text;
    }
    int bestStart = -1;
    int bestLength = 1;
    for (int start = 0; start < 8; start++) {
      int length = 0;
      while (start + length < 8 && group(bytes, start + length) == 0) {
        length++;
      }
      if (length > bestLength) {
        bestStart = start;
        bestLength = length;
      }
    }
    StringBuilder canonical = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        canonical.append("::");
        i += bestLength - 1;
        continue;
      }
      if (canonical.length() > 0 && canonical.charAt(canonical.length() - 1) != ':') {
        canonical.append(':');
      }
      canonical.append(Integer.toHexString(group(bytes, i)));
    }
    return canonical.toString();
  }

  private static int group(byte[] bytes, int index) {
    return ((bytes[2 * index] & 0xff) << 8) | (bytes[2 * index + 1] & 0xff);
  }

  /** The address of a literal; nothing is looked up. */
  static InetAddress address(String literal, int family) throws UnknownHostException {
    byte[] bytes = Address.toByteArray(literal, family);
    if (bytes == null) {
      throw new UnknownHostException(literal);
    }
    return InetAddress.getByAddress(bytes);
  }
}
