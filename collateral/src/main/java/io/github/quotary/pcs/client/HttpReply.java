package io.github.quotary.pcs.client;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An HTTP response with its body. */
final class HttpReply {
  private final URI uri;
  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  /**
   * A response.
   *
   * @param uri address of the last request
   * @param status the status
   * @param headers by name in lower case
   * @param body at most the allowed size; not copied
   */
  HttpReply(URI uri, int status, Map<String, List<String>> headers, byte[] body) {
    this.uri = uri;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  URI uri() {
    return uri;
  }

  int status() {
    return status;
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  Optional<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
  }
}
