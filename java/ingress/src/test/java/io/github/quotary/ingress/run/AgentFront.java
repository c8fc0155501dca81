package io.github.quotary.ingress.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A guest agent's socket that hands requests on, and fails when it is told to. Thread-safe. */
final class AgentFront implements AutoCloseable {
  private final ServerSocketChannel listener;
  private final Path behind;
  private final ExecutorService threads = Executors.newCachedThreadPool(AgentFront::daemon);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Optional<Answerer> instead = Optional.empty();
  private volatile Optional<Watch> watch = Optional.empty();

  private AgentFront(ServerSocketChannel listener, Path behind) {
    this.listener = listener;
    this.behind = behind;
  }

  /** Answers in the agent's place. */
  @FunctionalInterface
  interface Answerer {
    /**
     * The whole answer; empty cuts the connection.
     *
     * @param answer that the agent gave
     */
    byte[] answer(String request, byte[] answer) throws InterruptedException;
  }

  /** Sees each request when it comes, and when its answer is on its way. */
  interface Watch {
    /** Whether it is to be handled at all. */
    boolean before(String request);

    /** It was handled. */
    void after(String request);
  }

  static AgentFront start(Path socket, Path behind) throws IOException {
    Files.deleteIfExists(socket);
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    AgentFront front = new AgentFront(listener, behind);
    front.threads.execute(front::accept);
    return front;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "agent-front");
    thread.setDaemon(true);
    return thread;
  }

  /** Shows somebody all requests from now on. */
  void watch(Watch by) {
    watch = Optional.of(by);
  }

  /** Answers quotes so from now on. */
  void insteadOfQuotes(Answerer answerer) {
    instead = Optional.of(answerer);
  }

  /** Gives quotes as the agent does. */
  void calm() {
    instead = Optional.empty();
  }

  /** Never answers. */
  byte[] silence() throws InterruptedException {
    closed.await();
    return new byte[0];
  }

  static byte[] http(int status, String body) {
    return ("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\n")
        .concat("Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        SocketChannel connection = listener.accept();
        threads.execute(() -> serve(connection));
      } catch (IOException e) {
        // Closed, or a client that was gone before it was heard.
      }
    }
  }

  private void serve(SocketChannel connection) {
    String request;
    try (connection) {
      request = request(Channels.newInputStream(connection));
      if (watch.isPresent() && !watch.get().before(request)) {
        return;
      }
      byte[] answer = handedOn(request);
      if (instead.isPresent() && request.contains("Quote")) {
        answer = instead.get().answer(request, answer);
      }
      Channels.newOutputStream(connection).write(answer);
    } catch (IOException e) {
      // The client is gone, or the agent is: both see a cut connection.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    watch.ifPresent(by -> by.after(request));
  }

  private byte[] handedOn(String request) throws IOException {
    try (SocketChannel agent = SocketChannel.open(UnixDomainSocketAddress.of(behind))) {
      Channels.newOutputStream(agent).write(request.getBytes(StandardCharsets.ISO_8859_1));
      // The agent ends the connection when nothing more can be asked for.
      agent.shutdownOutput();
      return Channels.newInputStream(agent).readAllBytes();
    }
  }

  private static String request(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no whole request");
      }
      head.write(next);
      text = head.toString(StandardCharsets.ISO_8859_1);
    }
    int size =
        text.lines()
            .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    return text + new String(in.readNBytes(size), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
    } catch (IOException e) {
      // Nobody can do anything about it.
    }
    threads.shutdownNow();
  }
}
