package io.github.quotary.simulator.pcs;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends one answer, right or with a fault of the wire. */
final class PcsExchange implements AutoCloseable {
  private final HttpExchange exchange;
  private final CountDownLatch closed;

  PcsExchange(HttpExchange exchange, CountDownLatch closed) {
    this.exchange = exchange;
    this.closed = closed;
  }

  void send(PcsReply reply, @Nullable PcsFault fault, @Nullable String chainHeader)
      throws IOException {
    if (fault == null) {
      send(reply);
    } else if (fault instanceof PcsFault.Latency latency) {
      await(latency);
      send(reply);
    } else if (fault instanceof PcsFault.Status status) {
      send(PcsReply.error(status.code()));
    } else if (fault instanceof PcsFault.TooManyRequests limit) {
      PcsReply refusal = PcsReply.error(429);
      send(limit.retryAfter() == null ? refusal : refusal.with("Retry-After", limit.retryAfter()));
    } else if (fault instanceof PcsFault.Redirect redirect) {
      send(PcsReply.error(302).with("Location", redirect.location().toString()));
    } else if (fault instanceof PcsFault.HugeBody huge) {
      sendHuge(reply, huge.bytes());
    } else if (fault instanceof PcsFault.Content content) {
      send(content == PcsFault.Content.WRONG_SIGNATURE ? withOtherSignature(reply) : reply);
    } else {
      send(reply, (PcsFault.Plain) fault, chainHeader);
    }
  }

  private void send(PcsReply reply, PcsFault.Plain fault, @Nullable String chainHeader)
      throws IOException {
    byte[] body = reply.body();
    switch (fault) {
      case TRUNCATED -> sendHalf(reply);
      case HALF_A_DOCUMENT -> send(reply.withBody(Arrays.copyOf(body, body.length / 2)));
      case HTML -> send(PcsReply.html(200, "<html><body>Please log in.</body></html>\n"));
      case GARBAGE -> {
        byte[] garbage = new byte[body.length];
        for (int i = 0; i < garbage.length; i++) {
          garbage[i] = (byte) (i * 167 + 13);
        }
        send(reply.withBody(garbage));
      }
      case EMPTY -> send(reply.withBody(new byte[0]));
      case CHAIN_HEADER_MISSING -> send(chainHeader == null ? reply : reply.without(chainHeader));
      case CHAIN_HEADER_BROKEN ->
          send(chainHeader == null ? reply : reply.with(chainHeader, "%4G-----BEGIN%"));
    }
  }

  private void send(PcsReply reply) throws IOException {
    start(reply, reply.body().length == 0 ? -1 : reply.body().length);
    if (reply.body().length > 0) {
      exchange.getResponseBody().write(reply.body());
    }
  }

  private void sendHalf(PcsReply reply) throws IOException {
    start(reply, reply.body().length);
    OutputStream out = exchange.getResponseBody();
    out.write(reply.body(), 0, reply.body().length / 2);
    out.flush();
  }

  private void sendHuge(PcsReply reply, long bytes) throws IOException {
    start(reply, 0);
    OutputStream out = exchange.getResponseBody();
    out.write(reply.body());
    byte[] spaces = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);
    for (long sent = reply.body().length; sent < bytes; sent += spaces.length) {
      out.write(spaces);
    }
  }

  private void start(PcsReply reply, long length) throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), length);
  }

  private void await(PcsFault.Latency latency) throws IOException {
    try {
      if (closed.await(latency.delay().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the server was closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** The last digit of a JSON signature, or the last octet of anything else, becomes another. */
  private static PcsReply withOtherSignature(PcsReply reply) {
    byte[] body = reply.body().clone();
    if (body.length > 3 && body[0] == '{') {
      int digit = body.length - 3;
      body[digit] = (byte) (body[digit] == '0' ? '1' : '0');
    } else if (body.length > 0 && (body[0] == '3' || body[0] == '-')) {
      int digit = body[0] == '3' ? body.length - 1 : body.length - 40;
      body[digit] = (byte) (body[digit] == 'a' ? 'b' : 'a');
    } else if (body.length > 0) {
      body[body.length - 1] ^= 1;
    }
    return reply.withBody(body);
  }

  @Override
  public void close() {
    exchange.close();
  }
}
