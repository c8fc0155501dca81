package io.github.quotary.ingress.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An answer to a request for evidence.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param body from its position to its limit; not to be changed any more
 */
public record EvidenceAnswer(int status, String contentType, ByteBuffer body) {
  static final String PLAIN = "text/plain; charset=utf-8";

  /** Status 200 with a body. */
  public static EvidenceAnswer found(String contentType, ByteBuffer body) {
    return new EvidenceAnswer(200, contentType, body);
  }

  /** Status 404. */
  public static EvidenceAnswer notFound() {
    return text(404, "There is no such evidence");
  }

  /** A status with one line of text. */
  public static EvidenceAnswer text(int status, String line) {
    return new EvidenceAnswer(
        status, PLAIN, ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
  }
}
