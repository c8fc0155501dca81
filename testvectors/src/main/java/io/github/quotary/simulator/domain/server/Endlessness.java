package io.github.quotary.simulator.domain.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The ways in which an HTTP answer does not end. */
public enum Endlessness {
  /** Nothing is sent. */
  SILENT("", ""),
  /** A head, one octet now and then. */
  DRIPPING_HEAD("", "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(1 << 16)),
  /** Header after header, as fast as they are taken. */
  ENDLESS_HEAD("HTTP/1.1 200 OK\r\n", "X-More: and more\r\n"),
  /** A whole head, then a body of one octet now and then. */
  DRIPPING_BODY("HTTP/1.1 200 OK\r\nContent-Length: 65536\r\n\r\n", " ".repeat(1 << 16)),
  /** A head and half of the body, then nothing. */
  UNFINISHED_BODY("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{}", ""),
  /** Chunk after chunk, as fast as they are taken. */
  ENDLESS_BODY(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
      "400\r\n" + " ".repeat(1 << 10) + "\r\n"),
  /** Every request is sent on to the same server. */
  ENDLESS_REDIRECTS("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: ", "");

  private static final int PAUSE_MILLIS = 2;

  private final String first;
  private final String then;

  Endlessness(String first, String then) {
    this.first = first;
    this.then = then;
  }

  /** Whether it takes time and little else. */
  public boolean isSlow() {
    return this == SILENT
        || this == DRIPPING_HEAD
        || this == DRIPPING_BODY
        || this == UNFINISHED_BODY;
  }

  /**
   * Whether the JDK's HTTP client closes the connection when such an exchange is ended. Redirects
   * end well, one by one; of a head that is longer than the JDK allows, its client forgets the
   * connection.
   */
  public boolean isClosedByTheJdk() {
    return this != ENDLESS_REDIRECTS && this != ENDLESS_HEAD;
  }

  /**
   * Serves a connection until the client has enough.
   *
   * @param location where redirects lead
   */
  void serve(InputStream in, OutputStream out, String location, CountDownLatch serverClosed)
      throws IOException, InterruptedException {
    while (HostileServer.readHead(in)) {
      switch (this) {
        case ENDLESS_REDIRECTS -> send(out, first + location + "\r\n\r\n");
        case ENDLESS_HEAD, ENDLESS_BODY -> {
          send(out, first);
          while (serverClosed.getCount() > 0) {
            send(out, then);
          }
        }
        default -> {
          send(out, first);
          drip(out, serverClosed);
          HostileServer.readToEnd(in);
        }
      }
    }
  }

  private void drip(OutputStream out, CountDownLatch serverClosed)
      throws IOException, InterruptedException {
    for (int i = 0; i < then.length(); i++) {
      if (serverClosed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
      send(out, then.substring(i, i + 1));
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
