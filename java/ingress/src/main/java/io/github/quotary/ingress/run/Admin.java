package io.github.quotary.ingress.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Metrics and health on the loopback address: {@code /metrics}, {@code /healthz} (the process
 * runs), {@code /readyz} (every name is served with a valid certificate; 503 and the reason if
 * not). GET and HEAD only, one request a connection. A client that is slow hinders no other, and
 * its connection is closed after a while.
 */
final class Admin implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration MOST_TO_END = Duration.ofSeconds(5);
  private static final int MAX_HEAD = 8192;
  private static final int MAX_CLIENTS = 64;
  private static final int BACKLOG = 50;
  private static final String PLAIN = "text/plain; charset=utf-8";

  private final ServerSocket listener;
  private final Thread listening;
  private final Supplier<String> metrics;
  private final Supplier<String> notReady;
  private final Duration limit;
  private final ThreadPoolExecutor clients =
      new ThreadPoolExecutor(
          0, MAX_CLIENTS, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), named("quotary-admin"));
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(1, named("quotary-admin-deadlines"));

  private Admin(
      ServerSocket listener, Supplier<String> metrics, Supplier<String> notReady, Duration limit) {
    this.listener = listener;
    this.metrics = metrics;
    this.notReady = notReady;
    this.limit = limit;
    deadlines.setRemoveOnCancelPolicy(true);
    listening = named("quotary-admin-listener").newThread(this::listen);
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Listens.
   *
   * @param port 0 takes a free one
   * @param notReady why it is not ready; an empty text if it is
   */
  static Admin start(int port, Supplier<String> metrics, Supplier<String> notReady)
      throws IOException {
    return start(port, metrics, notReady, LIMIT);
  }

  /** The same, with the time that a client has. */
  static Admin start(int port, Supplier<String> metrics, Supplier<String> notReady, Duration limit)
      throws IOException {
    Admin admin =
        new Admin(
            new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()),
            metrics,
            notReady,
            limit);
    admin.listening.start();
    return admin;
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        begin(listener.accept());
      } catch (IOException e) {
        // The client was gone already, no file descriptor is free, or the listener was closed.
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void begin(Socket client) {
    try {
      clients.execute(() -> serve(client));
    } catch (RejectedExecutionException e) {
      close(client);
    }
  }

  private void serve(Socket client) {
    Future<?> deadline =
        deadlines.schedule(() -> close(client), limit.toNanos(), TimeUnit.NANOSECONDS);
    try (client) {
      answer(client, requestLine(client.getInputStream()));
    } catch (IOException e) {
      // The client is gone, or was too slow.
    } finally {
      deadline.cancel(false);
    }
  }

  private static void close(Socket client) {
    try {
      client.close();
    } catch (IOException e) {
      // It is of no use any more.
    }
  }

  /** The first line, when the whole head was read: what is left unread would reset the answer. */
  private static String requestLine(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < MAX_HEAD && !isWhole(head)) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the request ends in its head");
      }
      head.append((char) next);
    }
    int end = head.indexOf("\n");
    return isWhole(head) ? head.substring(0, end).strip() : "";
  }

  private static boolean isWhole(StringBuilder head) {
    int size = head.length();
    return size > 1
        && head.charAt(size - 1) == '\n'
        && (head.charAt(size - 2) == '\n' || head.indexOf("\n\r\n", size - 3) >= 0);
  }

  private void answer(Socket client, String requestLine) throws IOException {
    String[] words = requestLine.split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      send(client, true, "400 Bad Request", PLAIN, "This is not a request\n");
      return;
    }
    boolean hasBody = !words[0].equals("HEAD");
    if (hasBody && !words[0].equals("GET")) {
      String only = PLAIN + "\r\nAllow: GET, HEAD";
      send(client, true, "405 Method Not Allowed", only, "GET or HEAD only\n");
      return;
    }
    int query = words[1].indexOf('?');
    switch (query < 0 ? words[1] : words[1].substring(0, query)) {
      case "/metrics" ->
          send(
              client, hasBody, "200 OK", "text/plain; version=0.0.4; charset=utf-8", metrics.get());
      case "/healthz" -> send(client, hasBody, "200 OK", PLAIN, "ok\n");
      case "/readyz" -> {
        String why = notReady.get();
        boolean isReady = why.isEmpty();
        send(
            client,
            hasBody,
            isReady ? "200 OK" : "503 Service Unavailable",
            PLAIN,
            (isReady ? "ok" : why) + "\n");
      }
      default -> send(client, hasBody, "404 Not Found", PLAIN, "/metrics, /healthz, /readyz\n");
    }
  }

  private static void send(Socket client, boolean hasBody, String status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, type, body.length);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    if (hasBody) {
      answer.writeBytes(body);
    }
    client.getOutputStream().write(answer.toByteArray());
    client.shutdownOutput();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Until the listening thread ends, the port is taken: a second ingress may want it next. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // It is not listened on any more in any case.
    }
    listening.interrupt();
    try {
      listening.join(MOST_TO_END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    clients.shutdownNow();
    deadlines.shutdownNow();
  }
}
