package io.github.quotary.ingress.acme;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/**
 * Hands requests on to an authority on the loopback interface, with the host that was asked for:
 * the authority makes the addresses in its answers of it.
 */
final class CaForward {
  private static final String END_OF_HEAD = "\r\n\r\n";

  private final SSLContext tls;
  private final int port;

  CaForward(SSLContext tls, int port) {
    this.tls = tls;
    this.port = port;
  }

  /** One exchange: HTTP/1.0, so that the end of the connection is the end of the answer. */
  CaReply send(String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    try (Socket socket =
        tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      socket.setTcpNoDelay(true);
      StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.0\r\n");
      headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      head.append("Content-Length: " + body.length + END_OF_HEAD);
      OutputStream out = socket.getOutputStream();
      out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
      return reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static CaReply reply(String text) throws IOException {
    int end = text.indexOf(END_OF_HEAD);
    if (end < 0) {
      throw new IOException("no whole answer: " + text);
    }
    String[] lines = text.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      String name = lines[i].substring(0, colon);
      String value = lines[i].substring(colon + 1).strip();
      headers.merge(name, value, (one, other) -> one + ", " + other);
    }
    int status = Integer.parseInt(lines[0].split(" ", -1)[1]);
    return new CaReply(status, headers, text.substring(end + END_OF_HEAD.length()));
  }
}
