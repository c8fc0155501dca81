package io.github.quotary.ingress.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server without TLS, each of whose connections runs a script. */
final class Backend implements AutoCloseable {
  private final ServerSocket listener;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "backend");
            thread.setDaemon(true);
            return thread;
          });
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();

  /** What happens on a connection, which is closed afterwards. */
  interface Script {
    void run(Socket socket) throws Exception;
  }

  private Backend(ServerSocket listener) {
    this.listener = listener;
  }

  static Backend of(Script script) {
    try {
      Backend backend = new Backend(new ServerSocket(0, 1000, InetAddress.getLoopbackAddress()));
      backend.threads.execute(() -> backend.accept(script));
      return backend;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Backend echo() {
    return of(socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
  }

  /** Says its name at once, then echoes. */
  static Backend named(String name) {
    return of(
        socket -> {
          socket.getOutputStream().write(name.getBytes(StandardCharsets.ISO_8859_1));
          socket.getInputStream().transferTo(socket.getOutputStream());
        });
  }

  private void accept(Script script) {
    try {
      while (true) {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        threads.execute(() -> run(script, socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void run(Script script, Socket socket) {
    try (socket) {
      script.run(socket);
    } catch (Exception e) {
      // The proxy broke it off: the test says whether it should.
    } finally {
      sockets.remove(socket);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
