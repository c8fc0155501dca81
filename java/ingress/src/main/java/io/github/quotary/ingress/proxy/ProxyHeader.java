package io.github.quotary.ingress.proxy;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** The header of PROXY protocol version 2, without extensions. */
final class ProxyHeader {
  private static final byte[] SIGNATURE = {
    0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a
  };
  private static final byte VERSION_2_PROXY = 0x21;
  private static final byte TCP_OVER_IPV4 = 0x11;
  private static final byte TCP_OVER_IPV6 = 0x21;
  private static final int FIXED_SIZE = 16;
  private static final int PORTS_SIZE = 4;

  private ProxyHeader() {}

  /**
   * The header of a connection.
   *
   * @param from the client's address
   * @param to where it was accepted
   */
  static byte[] of(SocketAddress from, SocketAddress to) {
    InetSocketAddress source = (InetSocketAddress) from;
    InetSocketAddress destination = (InetSocketAddress) to;
    byte[] sourceIp = source.getAddress().getAddress();
    byte[] destinationIp = destination.getAddress().getAddress();
    int size = sourceIp.length + destinationIp.length + PORTS_SIZE;
    return ByteBuffer.allocate(FIXED_SIZE + size)
        .put(SIGNATURE)
        .put(VERSION_2_PROXY)
        .put(source.getAddress() instanceof Inet4Address ? TCP_OVER_IPV4 : TCP_OVER_IPV6)
        .putShort((short) size)
        .put(sourceIp)
        .put(destinationIp)
        .putShort((short) source.getPort())
        .putShort((short) destination.getPort())
        .array();
  }
}
