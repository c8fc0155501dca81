package io.github.quotary.simulator.domain.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An HTTP answer, with the manner in which it is sent. Immutable. */
public final class Reply {
  private final int status;
  private final List<String> headers;
  private final byte[] body;
  private final Framing framing;

  /** How a body is delimited, rightly or wrongly. */
  public enum Framing {
    /** {@code Content-Length}. */
    LENGTH,
    /** {@code Transfer-Encoding: chunked}, in chunks of at most 1000 octets. */
    CHUNKED,
    /** Nothing; the connection ends after the body. */
    UNTIL_CLOSE,
    /** {@code Content-Length}; half of the body, then the connection ends. */
    CUT,
    /** Chunked; the connection ends before the last chunk. */
    CUT_CHUNKED,
    /** Chunked, and never ending: the body over and over again. */
    ENDLESS,
    /** {@code Content-Length} of a terabyte, then the body. */
    BOASTING,
    /** {@code Content-Length}; half of the body, then nothing until the server is closed. */
    STALLING,
    /** Both {@code Content-Length} and {@code Transfer-Encoding}: two readers may disagree. */
    AMBIGUOUS,
    /** The head never ends: header after header. */
    ENDLESS_HEAD,
    /** Interim responses without end, and no other. */
    ENDLESS_INTERIM
  }

  private Reply(int status, List<String> headers, byte[] body, Framing framing) {
    this.status = status;
    this.headers = List.copyOf(headers);
    this.body = body;
    this.framing = framing;
  }

  /** 200 with a body of this media type. */
  public static Reply ok(String mediaType, byte[] body) {
    return new Reply(200, List.of("Content-Type: " + mediaType), body.clone(), Framing.LENGTH);
  }

  /** 200 with JSON. */
  public static Reply json(String text) {
    return ok("application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  /** 200 with plain text. */
  public static Reply text(String text) {
    return ok("text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  /** This status, and an empty body. */
  public static Reply empty(int status) {
    return new Reply(status, List.of(), new byte[0], Framing.LENGTH);
  }

  /** 302 to another address. */
  public static Reply redirect(String location) {
    return empty(302).withHeader("Location: " + location);
  }

  /** The same with another status. */
  public Reply withStatus(int value) {
    return new Reply(value, headers, body, framing);
  }

  /** The same with one more header line. */
  public Reply withHeader(String line) {
    List<String> more = new ArrayList<>(headers);
    more.add(line);
    return new Reply(status, more, body, framing);
  }

  /** The same with another body. */
  public Reply withBody(byte[] value) {
    return new Reply(status, headers, value.clone(), framing);
  }

  /** The same sent in another manner. */
  public Reply withFraming(Framing value) {
    return new Reply(status, headers, body, value);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Header lines without those that delimit the body. */
  public List<String> headers() {
    return headers;
  }

  /** The body; a copy. */
  public byte[] body() {
    return body.clone();
  }

  /** The body as text. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** How it is sent. */
  public Framing framing() {
    return framing;
  }
}
