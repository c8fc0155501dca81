package io.github.quotary.domain.capture;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

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
    return address instanceof Inet4Address ? isPublic4(first, second) : isPublic6(bytes);
  }

  private static boolean isPublic4(int first, int second) {
    boolean thisNetwork = first == 0;
    boolean carrierGrade = first == 100 && (second & 0xc0) == 64;
    boolean protocolAssignments = first == 192 && second == 0;
    boolean benchmarks = first == 198 && (second & 0xfe) == 18;
    boolean reserved = first >= 240;
    return !(thisNetwork || carrierGrade || protocolAssignments || benchmarks || reserved);
  }

  /**
   * Global unicast is 2000::/3, but for what wraps or tunnels other addresses (2001::/23,
   * 2002::/16) and what is for documentation (2001:db8::/32, 3fff::/20).
   */
  private static boolean isPublic6(byte[] bytes) {
    ByteBuffer address = ByteBuffer.wrap(bytes);
    int prefix = address.getInt();
    boolean globalUnicast = prefix >>> 29 == 1;
    boolean protocolAssignments = prefix >>> 9 == 0x2001_0000 >>> 9;
    boolean sixToFour = prefix >>> 16 == 0x2002;
    boolean documentation = prefix == 0x2001_0db8 || prefix >>> 12 == 0x3fff_0;
    return globalUnicast && !protocolAssignments && !sixToFour && !documentation;
  }
}
