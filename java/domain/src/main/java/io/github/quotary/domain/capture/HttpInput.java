package io.github.quotary.domain.capture;

import io.github.quotary.domain.evidence.Document;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines and bodies from a connection, each with its limit. Not thread-safe. */
final class HttpInput {
  private static final int BUFFER = 8192;
  private static final int MAX_CHUNK_LINE = 256;
  private static final int MAX_TRAILER_LINES = 16;

  private final InputStream in;

  HttpInput(InputStream in) {
    this.in = new BufferedInputStream(in, BUFFER);
  }

  /** A line that ends in CR LF, without that; nothing but visible characters, blanks and tabs. */
  String line(int limit) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int c = octet();
    while (c != '\r') {
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        throw HttpException.malformed("a control character in a header line");
      }
      if (line.size() == limit) {
        throw HttpException.malformed("a line of more than " + limit + " characters");
      }
      line.write(c);
      c = octet();
    }
    if (octet() != '\n') {
      throw HttpException.malformed("a carriage return within a line");
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** A body of this length. */
  byte[] body(long length, int limit) throws IOException {
    requireWithin(length, limit);
    byte[] body = in.readNBytes((int) length);
    if (body.length < length) {
      throw new EOFException(
          "the connection ended after " + body.length + " of " + length + " bytes");
    }
    return body;
  }

  /** A chunked body, with its trailer. */
  byte[] chunkedBody(int limit) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (long size = chunkSize(); size > 0; size = chunkSize()) {
      requireWithin(body.size() + size, limit);
      body.writeBytes(body(size, limit));
      if (!line(0).isEmpty()) {
        throw HttpException.malformed("a chunk is longer than its size");
      }
    }
    for (int i = 0; !line(BUFFER).isEmpty(); i++) {
      if (i == MAX_TRAILER_LINES) {
        throw HttpException.malformed("a trailer of more than " + MAX_TRAILER_LINES + " lines");
      }
    }
    return body.toByteArray();
  }

  private long chunkSize() throws IOException {
    String line = line(MAX_CHUNK_LINE);
    int semicolon = line.indexOf(';');
    String size = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw HttpException.malformed("a chunk without a size");
    }
    return Long.parseLong(size, 16);
  }

  private static void requireWithin(long length, int limit) throws HttpException {
    if (length > limit) {
      throw new HttpException(
          Document.Reason.TOO_LARGE, "the body has " + length + " bytes; the limit is " + limit);
    }
  }

  private int octet() throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw new EOFException("the connection ended within a response head");
    }
    return octet;
  }
}
