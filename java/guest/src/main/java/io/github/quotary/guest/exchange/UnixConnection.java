package io.github.quotary.guest.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A connection whose every step ends by the deadline. Not thread-safe. */
final class UnixConnection implements Closeable {
  /** How long a full queue of connections is left alone, in milliseconds. */
  private static final long RETRY_MILLIS = 10;

  /** EAGAIN, for which the JDK has no exception of its own. */
  private static final String FULL = "temporarily unavailable";

  private final SocketChannel channel;
  private final Selector selector;
  private final Deadline deadline;
  private final SelectionKey key;

  private UnixConnection(
      SocketChannel channel, Selector selector, Deadline deadline, SelectionKey key) {
    this.channel = channel;
    this.selector = selector;
    this.deadline = deadline;
    this.key = key;
  }

  static UnixConnection open(Path socket, Deadline deadline) throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(socket);
    Selector selector = Selector.open();
    try {
      SocketChannel channel = connect(address, selector, deadline);
      try {
        return new UnixConnection(channel, selector, deadline, channel.register(selector, 0));
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      selector.close();
      throw e;
    }
  }

  /**
   * A connected channel. Unlike TCP, Linux never completes such a connection later: it is there at
   * once, or the listener's queue is full and the attempt is forgotten.
   */
  private static SocketChannel connect(
      UnixDomainSocketAddress address, Selector selector, Deadline deadline) throws IOException {
    while (true) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      boolean isConnected = false;
      try {
        channel.configureBlocking(false);
        isConnected = connectNow(channel, address);
      } finally {
        if (!isConnected) {
          channel.close();
        }
      }
      if (isConnected) {
        return channel;
      }
      deadline.await(selector, RETRY_MILLIS, "waiting to be connected");
    }
  }

  /** Whether there was room in the queue. */
  private static boolean connectNow(SocketChannel channel, UnixDomainSocketAddress address)
      throws IOException {
    try {
      return channel.connect(address);
    } catch (SocketException e) {
      if (String.valueOf(e.getMessage()).contains(FULL)) {
        return false;
      }
      throw e;
    }
  }

  void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      deadline.check("sending the request");
      if (channel.write(bytes) == 0) {
        await(SelectionKey.OP_WRITE, "sending the request");
      }
    }
  }

  /**
   * Reads some bytes, at least one.
   *
   * @return false at the end
   */
  boolean read(ByteBuffer bytes) throws IOException {
    while (true) {
      deadline.check("reading the answer");
      int count = channel.read(bytes);
      if (count != 0) {
        return count > 0;
      }
      await(SelectionKey.OP_READ, "reading the answer");
    }
  }

  private void await(int operation, String stage) throws IOException {
    key.interestOps(operation);
    deadline.await(selector, Long.MAX_VALUE, stage);
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      selector.close();
    }
  }
}
