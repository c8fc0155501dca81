package io.github.quotary.guest.exchange;

import io.github.quotary.guest.provider.ExchangeLimits;
import io.github.quotary.guest.provider.GuestFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines and bodies from a connection, each within its limit. Not thread-safe.
 *
 * <p>Source: RFC 9112. Strict: what two readers could understand differently is an error.
 */
final class HttpInput {
  private static final int BUFFER = 1 << 13;
  private static final int MAX_CHUNK_LINE = 256;

  private final UnixConnection connection;
  private final ExchangeLimits limits;
  private final String where;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
  private int headBytesLeft;

  HttpInput(UnixConnection connection, ExchangeLimits limits, String where) {
    this.connection = connection;
    this.limits = limits;
    this.where = where;
    this.headBytesLeft = limits.headBytes();
  }

  /** A line of the head or of a trailer, without its CR LF; all of them share one limit. */
  String headLine() throws IOException {
    String line = line(headBytesLeft, "its head", limits.headBytes());
    headBytesLeft = Math.max(0, headBytesLeft - line.length() - 2);
    return line;
  }

  /** Nothing but visible characters, blanks and tabs; ends in CR LF. */
  private String line(int limit, String part, int toldLimit) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int c = octet(part);
    while (c != '\r') {
      if (line.size() >= limit) {
        throw new ExchangeException(new GuestFault.TooLarge(where, part, toldLimit));
      }
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        throw malformed("a control character in " + part);
      }
      line.write(c);
      c = octet(part);
    }
    if (octet(part) != '\n') {
      throw malformed("a carriage return within a line of " + part);
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** A body of this length. */
  byte[] body(long length) throws IOException {
    requireWithin(length);
    // What is announced is not believed before it comes.
    ByteArrayOutputStream body = new ByteArrayOutputStream((int) Math.min(length, BUFFER));
    copy(length, body);
    return body.toByteArray();
  }

  /** A chunked body, with its trailer. */
  byte[] chunkedBody() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (long size = chunkSize(); size > 0; size = chunkSize()) {
      requireWithin(body.size() + size);
      copy(size, body);
      if (!line(MAX_CHUNK_LINE, "a chunk", MAX_CHUNK_LINE).isEmpty()) {
        throw malformed("a chunk is longer than its size");
      }
    }
    while (!headLine().isEmpty()) {
      // A trailer tells nothing.
    }
    return body.toByteArray();
  }

  /** All bytes up to the end of the connection. */
  byte[] bodyUntilEnd() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (fill()) {
      requireWithin((long) body.size() + buffer.remaining());
      take(buffer.remaining(), body);
    }
    return body.toByteArray();
  }

  private long chunkSize() throws IOException {
    String line = line(MAX_CHUNK_LINE, "a chunk's size", MAX_CHUNK_LINE);
    int semicolon = line.indexOf(';');
    String size = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw malformed("a chunk without a size");
    }
    return Long.parseLong(size, 16);
  }

  private void requireWithin(long length) throws ExchangeException {
    if (length > limits.bodyBytes()) {
      throw new ExchangeException(new GuestFault.TooLarge(where, "its body", limits.bodyBytes()));
    }
  }

  private void copy(long length, ByteArrayOutputStream target) throws IOException {
    for (long left = length; left > 0; ) {
      if (!fill()) {
        throw malformed("the body ended " + left + " bytes too early");
      }
      int count = (int) Math.min(left, buffer.remaining());
      take(count, target);
      left -= count;
    }
  }

  private void take(int count, ByteArrayOutputStream target) {
    target.writeBytes(
        Arrays.copyOfRange(buffer.array(), buffer.position(), buffer.position() + count));
    buffer.position(buffer.position() + count);
  }

  private int octet(String part) throws IOException {
    if (!fill()) {
      throw malformed("the connection ended within " + part);
    }
    return buffer.get() & 0xff;
  }

  /** Whether there is a byte; waits for it. */
  private boolean fill() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    buffer.clear();
    boolean isThere = connection.read(buffer);
    buffer.flip();
    return isThere;
  }

  ExchangeException malformed(String flaw) {
    return new ExchangeException(new GuestFault.Malformed(where, flaw));
  }
}
