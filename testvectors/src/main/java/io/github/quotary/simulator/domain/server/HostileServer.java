package io.github.quotary.simulator.domain.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A server whose answers do not end, and which sees whether its clients close their connections. On
 * a port of the loopback interface, or on a Unix-domain socket. Thread-safe.
 */
public final class HostileServer implements AutoCloseable {
  private final Endlessness conduct;
  private final String authority;
  private final Listening listening;
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  /** Speaks HTTP. */
  public static HostileServer http(Endlessness conduct) {
    return tcp(conduct, socket -> socket, "http");
  }

  /** Speaks HTTP over TLS, with the key of this context. */
  public static HostileServer https(Endlessness conduct, SSLContext context) {
    return tcp(conduct, socket -> overTls(socket, context), "https");
  }

  /** Speaks HTTP on a Unix-domain socket. */
  public static HostileServer unix(Endlessness conduct, Path path) {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      channel.bind(UnixDomainSocketAddress.of(path));
      return new HostileServer(conduct, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HostileServer tcp(
      Endlessness conduct, Function<Socket, Socket> wrap, String scheme) {
    try {
      return new HostileServer(
          conduct, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), wrap, scheme);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HostileServer(
      Endlessness conduct, ServerSocket socket, Function<Socket, Socket> wrap, String scheme) {
    this.conduct = conduct;
    this.authority = scheme + "://127.0.0.1:" + socket.getLocalPort();
    this.listening =
        Listening.start(
            socket,
            socket::accept,
            (plain, closed) -> {
              plain.setTcpNoDelay(true);
              serve(
                  closed,
                  () -> {
                    Socket open = wrap.apply(plain);
                    return new Streams(open.getInputStream(), open.getOutputStream(), open);
                  });
            });
  }

  private HostileServer(Endlessness conduct, ServerSocketChannel channel) {
    this.conduct = conduct;
    this.authority = "";
    this.listening = Listening.start(channel, channel::accept, this::serveChannel);
  }

  private void serveChannel(SocketChannel connection, CountDownLatch closed)
      throws IOException, InterruptedException {
    serve(
        closed,
        () ->
            new Streams(
                Channels.newInputStream(connection),
                Channels.newOutputStream(connection),
                connection));
  }

  private static Socket overTls(Socket plain, SSLContext context) {
    try {
      SSLSocket tls =
          (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
      tls.setUseClientMode(false);
      return tls;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Streams(InputStream in, OutputStream out, Closeable connection) {}

  /** Opens a connection's streams. */
  @FunctionalInterface
  private interface Opening {
    Streams open() throws IOException;
  }

  private void serve(CountDownLatch closed, Opening opening)
      throws IOException, InterruptedException {
    accepted.incrementAndGet();
    Streams streams = opening.open();
    try {
      conduct.serve(streams.in(), streams.out(), authority + "/again", closed);
    } finally {
      streams.connection().close();
      if (closed.getCount() > 0) {
        synchronized (ended) {
          ended.incrementAndGet();
          ended.notifyAll();
        }
      }
    }
  }

  /** Where it listens; without a path. */
  public URI address() {
    return URI.create(authority);
  }

  /** Where it listens. */
  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), address().getPort());
  }

  /** Connections so far. */
  public int accepted() {
    return accepted.get();
  }

  /**
   * Waits until the clients have closed all connections that were accepted so far, ten seconds at
   * most.
   *
   * @return whether they have
   */
  public boolean isLeft() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    synchronized (ended) {
      while (ended.get() < accepted.get()) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        ended.wait(left);
      }
      return true;
    }
  }

  /** Reads up to an empty line; false if the client sends nothing more. */
  static boolean readHead(InputStream in) throws IOException {
    int newest = 0;
    while (newest != 0x0d0a0d0a) {
      int octet = in.read();
      if (octet < 0) {
        return false;
      }
      newest = (newest << Byte.SIZE) | octet;
    }
    return true;
  }

  static void readToEnd(InputStream in) throws IOException {
    byte[] some = new byte[1 << 10];
    while (in.read(some) >= 0) {
      // A body, or nothing.
    }
  }

  @Override
  public void close() {
    listening.close();
  }
}
