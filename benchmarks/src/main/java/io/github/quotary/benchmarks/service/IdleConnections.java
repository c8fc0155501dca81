package io.github.quotary.benchmarks.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that had an answer each, and stay open. */
final class IdleConnections implements AutoCloseable {
  private static final ByteBuffer REQUEST =
      ByteBuffer.wrap(
          "GET /healthz HTTP/1.1\r\nhost: service\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  private static final int MAX_ANSWER = 4096;

  private final List<SocketChannel> open = new ArrayList<>();

  /** Opens so many, and waits for the answer on each. */
  static IdleConnections open(URI address, int count) throws IOException {
    IdleConnections connections = new IdleConnections();
    try {
      for (int i = 0; i < count; i++) {
        connections.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()));
      }
    } catch (IOException e) {
      connections.close();
      throw new IOException("After " + connections.open.size() + " connections", e);
    }
    return connections;
  }

  private void add(InetSocketAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    open.add(channel);
    ByteBuffer request = REQUEST.duplicate();
    while (request.hasRemaining()) {
      channel.write(request);
    }
    if (channel.read(ByteBuffer.allocate(MAX_ANSWER)) <= 0) {
      throw new IOException("A connection was closed without an answer");
    }
  }

  int count() {
    return open.size();
  }

  @Override
  public void close() {
    for (SocketChannel channel : open) {
      try {
        channel.close();
      } catch (IOException e) {
        // Nothing was left to send.
      }
    }
  }
}
