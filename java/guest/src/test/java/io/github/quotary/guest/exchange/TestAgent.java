package io.github.quotary.guest.exchange;

import io.github.quotary.simulator.domain.server.HttpExchangeLoop;
import io.github.quotary.simulator.domain.server.HttpExchangeLoop.Request;
import io.github.quotary.simulator.domain.server.Listening;
import io.github.quotary.simulator.domain.server.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An agent of any conduct, on a real Unix-domain socket. */
public final class TestAgent implements AutoCloseable {
  private final Listening listening;

  private TestAgent(Listening listening) {
    this.listening = listening;
  }

  /** Answers what it is told. */
  public static TestAgent answering(Path socket, Function<Request, Reply> site) throws IOException {
    return new TestAgent(listen(bound(socket), site));
  }

  /** Answers the same to everything, on a socket that was bound before. */
  static TestAgent answering(ServerSocketChannel bound, Reply reply) {
    return new TestAgent(listen(bound, request -> reply));
  }

  private static Listening listen(ServerSocketChannel bound, Function<Request, Reply> site) {
    return Listening.start(
        bound,
        bound::accept,
        (connection, closed) ->
            new HttpExchangeLoop(
                    Channels.newInputStream(connection),
                    Channels.newOutputStream(connection),
                    closed)
                .run(site, false));
  }

  /** Leaves a socket behind on which nobody listens. */
  public static void leave(Path socket) throws IOException {
    bound(socket).close();
  }

  private static ServerSocketChannel bound(Path socket) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    return channel.bind(UnixDomainSocketAddress.of(socket));
  }

  /** Answers the same to everything. */
  public static TestAgent answering(Path socket, Reply reply) throws IOException {
    return answering(socket, request -> reply);
  }

  /** Sends this text, whatever is asked, and hangs up. */
  static TestAgent sending(Path socket, String text) throws IOException {
    return serving(
        socket,
        (connection, closed) -> {
          readHead(connection);
          send(connection, text);
        });
  }

  /** Sends this text one byte at a time, a moment after the other. */
  static TestAgent dripping(Path socket, String text) throws IOException {
    return serving(
        socket,
        (connection, closed) -> {
          readHead(connection);
          for (int i = 0; !closed.await(2, TimeUnit.MILLISECONDS); i++) {
            send(connection, text.substring(i, i + 1));
          }
        });
  }

  /** Does with each connection what it is told. */
  static TestAgent serving(Path socket, Listening.Service<SocketChannel> service)
      throws IOException {
    ServerSocketChannel channel = bound(socket);
    return new TestAgent(Listening.start(channel, channel::accept, service));
  }

  static void readHead(SocketChannel connection) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Channels.newInputStream(connection), StandardCharsets.ISO_8859_1));
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
  }

  static void send(SocketChannel connection, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    while (bytes.hasRemaining()) {
      connection.write(bytes);
    }
  }

  static void waitForEnd(CountDownLatch closed) throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    listening.close();
  }
}
