package io.github.quotary.service.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request is answered with. Immutable, as long as nobody writes to the body.
 *
 * @param status HTTP's status code
 * @param contentType the media type of the body; empty for an answer without one
 * @param headers further headers, by their name in lower case
 * @param body the body's bytes, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are not copied on the way.
public record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {
  public static final String JSON = "application/json";

  public Answer {
    headers = Map.copyOf(headers);
  }

  /** An answer of JSON. */
  public static Answer json(int status, byte[] body) {
    return new Answer(status, JSON, Map.of(), body);
  }

  /** An answer of JSON. */
  public static Answer json(int status, String body) {
    return json(status, body.getBytes(UTF_8));
  }

  /** The same with another header. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, contentType, more, body);
  }
}
