package io.github.quotary.ingress.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer to a request for evidence.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param body from its position to its limit; not to be changed any more
 * @param headers further ones; they take the place of those that are set otherwise
 */
public record EvidenceAnswer(
    int status, String contentType, ByteBuffer body, Map<String, String> headers) {
  static final String PLAIN = "text/plain; charset=utf-8";

  /** Copies the headers. */
  public EvidenceAnswer {
    headers = Map.copyOf(headers);
  }

  /** Status 200 with a body. */
  public static EvidenceAnswer found(String contentType, ByteBuffer body) {
    return new EvidenceAnswer(200, contentType, body, Map.of());
  }

  /** Status 404. */
  public static EvidenceAnswer notFound() {
    return text(404, "There is no such evidence");
  }

  /** A status with one line of text. */
  public static EvidenceAnswer text(int status, String line) {
    return new EvidenceAnswer(
        status, PLAIN, ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)), Map.of());
  }
}
