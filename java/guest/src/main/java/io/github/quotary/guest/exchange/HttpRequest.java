package io.github.quotary.guest.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What is asked of an agent. Immutable.
 *
 * <p>Source: RFC 9112.
 */
public final class HttpRequest {
  private final String method;
  private final String target;
  private final Optional<String> json;

  private HttpRequest(String method, String target, Optional<String> json) {
    if (!target.matches("/[!-~]*")) {
      throw new IllegalArgumentException("Not a request target: " + target);
    }
    this.method = method;
    this.target = target;
    this.json = json;
  }

  /** A request without a body. */
  public static HttpRequest get(String target) {
    return new HttpRequest("GET", target, Optional.empty());
  }

  /** A request with a body of JSON. */
  public static HttpRequest post(String target, String json) {
    return new HttpRequest("POST", target, Optional.of(json));
  }

  /** The bytes to send. */
  ByteBuffer encode() {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: localhost\r\nAccept: application/json\r\nConnection: close\r\n");
    byte[] body = json.orElse("").getBytes(StandardCharsets.UTF_8);
    if (json.isPresent()) {
      head.append("Content-Type: application/json\r\nContent-Length: ").append(body.length);
      head.append("\r\n");
    }
    head.append("\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(body);
    return ByteBuffer.wrap(all.toByteArray());
  }
}
