package io.github.quotary.simulator.domain.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers HTTP/1.1 requests on one connection until either side has enough. */
public final class HttpExchangeLoop {
  private static final int MAX_HEAD = 1 << 14;
  private static final int MAX_BODY = 1 << 20;
  private static final int CHUNK = 1000;

  private final InputStream in;
  private final OutputStream out;
  private final CountDownLatch serverClosed;

  /** A request: method, target (path and query), body in UTF-8. */
  public record Request(String method, String target, String body) {}

  public HttpExchangeLoop(InputStream in, OutputStream out, CountDownLatch serverClosed) {
    this.in = new BufferedInputStream(in);
    this.out = out;
    this.serverClosed = serverClosed;
  }

  /** Serves requests; after one only, if so told. */
  public void run(Function<Request, Reply> site, boolean closeAfterEach)
      throws IOException, InterruptedException {
    while (true) {
      Request request = read();
      if (request == null) {
        return;
      }
      Reply reply = site.apply(request);
      boolean goesOn = send(reply, closeAfterEach);
      if (closeAfterEach || !goesOn) {
        return;
      }
    }
  }

  private @Nullable Request read() throws IOException {
    String head = head();
    if (head == null) {
      return null;
    }
    String[] first = head.substring(0, head.indexOf('\r')).split(" ", -1);
    if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
      return null;
    }
    int length = 0;
    for (String line : head.toLowerCase(Locale.ROOT).split("\r\n", -1)) {
      if (line.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    byte[] body = in.readNBytes(Math.min(length, MAX_BODY));
    return new Request(first[0], first[1], new String(body, StandardCharsets.UTF_8));
  }

  private @Nullable String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int newest = 0;
    while (newest != 0x0d0a0d0a && head.size() < MAX_HEAD) {
      int octet = in.read();
      if (octet < 0) {
        return null;
      }
      head.write(octet);
      newest = (newest << Byte.SIZE) | octet;
    }
    return newest == 0x0d0a0d0a ? head.toString(StandardCharsets.ISO_8859_1) : null;
  }

  /** Sends an answer; whether another may follow on this connection. */
  private boolean send(Reply reply, boolean last) throws IOException, InterruptedException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " Laboratory\r\n");
    reply.headers().forEach(line -> head.append(line).append("\r\n"));
    if (last) {
      head.append("Connection: close\r\n");
    }
    byte[] body = reply.body();
    return switch (reply.framing()) {
      case LENGTH -> whole(head, length(body.length), body);
      case CHUNKED -> {
        boolean sent = whole(head, "Transfer-Encoding: chunked\r\n", chunks(body));
        ascii("0\r\n\r\n");
        yield sent;
      }
      case UNTIL_CLOSE -> !whole(head, "Connection: close\r\n", body);
      case CUT -> !whole(head, length(body.length), half(body));
      case CUT_CHUNKED -> !whole(head, "Transfer-Encoding: chunked\r\n", chunks(body));
      case BOASTING -> !whole(head, length(1L << 40), body);
      case AMBIGUOUS ->
          !whole(head, length(body.length) + "Transfer-Encoding: chunked\r\n", chunks(body));
      case STALLING -> stall(head, body);
      case ENDLESS -> endless(head, body);
      case ENDLESS_HEAD -> endlessHead(head);
      case ENDLESS_INTERIM -> endlessInterim();
    };
  }

  private boolean whole(StringBuilder head, String framing, byte[] body) throws IOException {
    ascii(head + framing + "\r\n");
    out.write(body);
    out.flush();
    return true;
  }

  private boolean stall(StringBuilder head, byte[] body) throws IOException, InterruptedException {
    whole(head, length(body.length), half(body));
    serverClosed.await();
    return false;
  }

  private boolean endless(StringBuilder head, byte[] body) throws IOException {
    byte[] chunk = chunks(body);
    ascii(head + "Transfer-Encoding: chunked\r\n\r\n");
    while (serverClosed.getCount() > 0) {
      out.write(chunk);
    }
    return false;
  }

  private boolean endlessInterim() throws IOException {
    while (serverClosed.getCount() > 0) {
      ascii("HTTP/1.1 103 Early Hints\r\n\r\n");
    }
    return false;
  }

  private boolean endlessHead(StringBuilder head) throws IOException {
    ascii(head.toString());
    while (serverClosed.getCount() > 0) {
      ascii("X-More: and more\r\n");
    }
    return false;
  }

  private void ascii(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static String length(long length) {
    return "Content-Length: " + length + "\r\n";
  }

  private static byte[] half(byte[] body) {
    return Arrays.copyOf(body, body.length / 2);
  }

  private static byte[] chunks(byte[] body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int start = 0; start < body.length; start += CHUNK) {
      int size = Math.min(CHUNK, body.length - start);
      byte[] head = (Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      all.writeBytes(head);
      all.write(body, start, size);
      all.writeBytes(new byte[] {'\r', '\n'});
    }
    return all.toByteArray();
  }
}
