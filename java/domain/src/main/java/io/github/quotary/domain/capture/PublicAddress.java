package io.github.quotary.domain.capture;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Whether an address is reachable from everywhere.
 *
 * <p>Source: IANA's registries of special-purpose addresses (RFC 6890).
 */
final class PublicAddress {
  private PublicAddress() {}

  static boolean test(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return address instanceof Inet4Address ? isPublic4(first, second) : isPublic6(first, second);
  }

  private static boolean isPublic4(int first, int second) {
    boolean thisNetwork = first == 0;
    boolean carrierGrade = first == 100 && (second & 0xc0) == 64;
    boolean protocolAssignments = first == 192 && second == 0;
    boolean benchmarks = first == 198 && (second & 0xfe) == 18;
    boolean reserved = first >= 240;
    return !(thisNetwork || carrierGrade || protocolAssignments || benchmarks || reserved);
  }

  /** Global unicast is 2000::/3; 2001::/23 and 2002::/16 wrap or tunnel other addresses. */
  private static boolean isPublic6(int first, int second) {
    return (first & 0xe0) == 0x20 && !(first == 0x20 && second == 0x02);
  }
}
