package io.github.quotary.service.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * One gRPC call, which others answer: it keeps its connection open, is waited for when the service
 * stops, and ends in time. On its event loop.
 */
final class GrpcExchange extends Deadlines.Timed {
  /** What calls are counted as: their paths are their senders' choice. */
  private static final String ROUTE = "grpc";

  private static final String DEADLINE_EXCEEDED = "4";

  private final Loop loop;
  private final Peer peer;
  private final HttpServerRequest request;
  private final long start;
  private boolean isDone;

  GrpcExchange(Loop loop, Peer peer, HttpServerRequest request, long start) {
    this.loop = loop;
    this.peer = peer;
    this.request = request;
    this.start = start;
  }

  /** Has it answered. */
  void begin() {
    // Whatever way it ends: the other handlers are those of the gRPC server.
    request.response().endHandler(any -> ended());
    loop.shared().grpc().handle(request);
  }

  private void ended() {
    if (!isDone) {
      isDone = true;
      loop.ended(this, peer);
      loop.shared()
          .listener()
          .onAnswer(
              ROUTE,
              request.response().getStatusCode(),
              loop.shared().ticker().getAsLong() - start);
    }
  }

  @Override
  void timeOut() {
    HttpServerResponse response = request.response();
    if (response.headWritten()) {
      return;
    }
    boolean isRead = request.isEnded();
    var sent =
        response
            .putHeader("content-type", "application/grpc")
            .putHeader("grpc-status", DEADLINE_EXCEEDED)
            .putHeader("grpc-message", "there was no answer in the time that a call has")
            .end();
    if (!isRead) {
      sent.onComplete(any -> Exchange.cut(request));
    }
  }
}
