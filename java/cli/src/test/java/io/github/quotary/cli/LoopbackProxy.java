package io.github.quotary.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * An HTTP proxy on loopback, with {@code CONNECT}. Whatever host a request names, it goes to one
 * port of loopback, so that no name is looked up.
 */
final class LoopbackProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

  LoopbackProxy(int target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  int port() {
    return server.getLocalPort();
  }

  /** The first line of each request. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "loopback-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        start(() -> serve(socket));
      } catch (IOException e) {
        return; // it is closed
      }
    }
  }

  private void serve(Socket near) {
    try (near;
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target)) {
      List<String> head = head(near.getInputStream()).lines().toList();
      String first = head.get(0);
      requests.add(first);
      if (first.startsWith("CONNECT ")) {
        near.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(ISO_8859_1));
      } else {
        far.getOutputStream().write(direct(head).getBytes(ISO_8859_1));
      }
      start(() -> copy(near, far));
      copy(far, near);
    } catch (IOException e) {
      return; // one of both has ended
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    return head.toString(ISO_8859_1);
  }

  /** The request as a server wants it: with the path only, on a connection of its own. */
  private static String direct(List<String> head) {
    String[] first = head.get(0).split(" ");
    URI uri = URI.create(first[1]);
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    StringBuilder request = new StringBuilder(first[0] + " " + uri.getRawPath() + query);
    request.append(" HTTP/1.1\r\nHost: ").append(uri.getHost()).append("\r\n");
    return request.append("Connection: close\r\n\r\n").toString();
  }

  private static void copy(Socket from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      from.getInputStream().transferTo(out);
      to.shutdownOutput();
    } catch (IOException e) {
      return; // one of both has ended
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
