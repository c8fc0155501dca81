package io.github.quotary.service.http;

import io.vertx.core.http.HttpServerRequest;

/** The body of a request that was refused: up to a size it is read and dropped. */
final class Rest {
  private static final int MAX = 1 << 20;

  private final HttpServerRequest request;
  private int size;

  Rest(HttpServerRequest request) {
    this.request = request;
  }

  /** Reads on; closes the connection if there is too much. */
  void drop() {
    request.exceptionHandler(e -> {});
    request.handler(
        piece -> {
          size += piece.length();
          if (size > MAX) {
            request.connection().close();
          }
        });
  }
}
