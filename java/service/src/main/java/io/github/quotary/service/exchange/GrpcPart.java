package io.github.quotary.service.exchange;

import io.vertx.grpc.server.GrpcServer;
import java.util.concurrent.Executor;

/** Methods of a gRPC service. */
@FunctionalInterface
public interface GrpcPart {
  /**
   * Registers the methods.
   *
   * @param server takes them; it calls them on an event loop, which they must not block
   * @param workers runs what may wait; refuses with {@link
   *     java.util.concurrent.RejectedExecutionException} what it has no room for
   */
  void addTo(GrpcServer server, Executor workers);
}
