package io.github.quotary.service.dropin;

import io.github.quotary.service.exchange.GrpcPart;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A gRPC method with one message in and one out, both as bytes.
 *
 * @param packageName of the protocol buffers
 * @param service its name
 * @param method its name
 * @param answer made on a worker
 */
record UnaryMethod(
    String packageName, String service, String method, Function<byte[], Outcome> answer)
    implements GrpcPart {
  static final GrpcStatus ABORTED = GrpcStatus.ABORTED;
  static final GrpcStatus UNIMPLEMENTED = GrpcStatus.UNIMPLEMENTED;

  /** A message, or a status. */
  sealed interface Outcome {}

  /** The answer's message, not copied. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Reply(byte[] message) implements Outcome {}

  /** The call fails. */
  record Failure(GrpcStatus status, String description) implements Outcome {}

  @Override
  public void addTo(GrpcServer server, Executor workers) {
    server.callHandler(
        ServiceMethod.server(
            ServiceName.create(packageName, service),
            method,
            GrpcMessageEncoder.IDENTITY,
            GrpcMessageDecoder.IDENTITY),
        request -> new Call(request, workers).start());
  }

  /** One call; all but the answer itself is made on its event loop. */
  private final class Call {
    private final GrpcServerRequest<Buffer, Buffer> request;
    private final Executor workers;
    private final Context loop = Vertx.currentContext();
    private @Nullable Buffer message;
    private boolean isTwice;
    private boolean isLost;

    Call(GrpcServerRequest<Buffer, Buffer> request, Executor workers) {
      this.request = request;
      this.workers = workers;
    }

    void start() {
      request.exceptionHandler(e -> isLost = true);
      request.response().exceptionHandler(e -> isLost = true);
      request.handler(
          given -> {
            isTwice |= message != null;
            message = given;
          });
      request.endHandler(end -> ended());
    }

    private void ended() {
      Buffer given = message;
      if (given == null || isTwice) {
        send(new Failure(GrpcStatus.INTERNAL, "exactly one message is expected"));
        return;
      }
      try {
        workers.execute(() -> answer(given.getBytes()));
      } catch (RejectedExecutionException e) {
        send(new Failure(GrpcStatus.RESOURCE_EXHAUSTED, "too many requests wait; try again"));
      }
    }

    private void answer(byte[] bytes) {
      Outcome outcome;
      try {
        outcome = answer.apply(bytes);
      } catch (RuntimeException e) {
        outcome = new Failure(GrpcStatus.INTERNAL, "an internal error");
      }
      Outcome made = outcome;
      try {
        loop.runOnContext(nothing -> send(made));
      } catch (RejectedExecutionException e) {
        // The service has ended, and the connection with it.
      }
    }

    private void send(Outcome outcome) {
      if (isLost) {
        return;
      }
      try {
        if (outcome instanceof Reply reply) {
          request.response().end(Buffer.buffer(reply.message()));
        } else if (outcome instanceof Failure failure) {
          fail(failure.status(), failure.description());
        }
      } catch (IllegalStateException e) {
        // Its time was over, or its message too long, and the client was told so.
      }
    }

    private void fail(GrpcStatus status, String description) {
      GrpcServerResponse<Buffer, Buffer> response = request.response();
      response.status(status).statusMessage(description);
      response.end();
    }
  }
}
