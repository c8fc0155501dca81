package io.github.quotary.service.dropin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.grpc.server.GrpcServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client of gRPC is told. */
@Timeout(60)
class UnaryMethodTest {
  private static final String INTERNAL = "13";
  private static final String RESOURCE_EXHAUSTED = "8";

  /** A message without a byte, in gRPC's frame. */
  private static final byte[] EMPTY = new byte[5];

  /** An empty message would be one that Envoy might take for consent. */
  @Test
  void aCallWhoseAnswerCannotBeMadeFails() throws Exception {
    failsWith(INTERNAL, Runnable::run);
  }

  @Test
  void aCallThatNoThreadTakesFailsAtOnce() throws Exception {
    failsWith(
        RESOURCE_EXHAUSTED,
        task -> {
          throw new RejectedExecutionException();
        });
  }

  private static void failsWith(String status, Executor workers) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      GrpcServer grpc = GrpcServer.server(vertx);
      new UnaryMethod(
              "a",
              "B",
              "C",
              message -> {
                throw new IllegalStateException("broken");
              })
          .addTo(grpc, workers);
      HttpServer server =
          vertx
              .createHttpServer()
              .requestHandler(grpc)
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS);
      HttpResponse<byte[]> answer =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_2)
              .build()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + server.actualPort() + "/a.B/C"))
                      .header("content-type", "application/grpc")
                      .header("te", "trailers")
                      .POST(HttpRequest.BodyPublishers.ofByteArray(EMPTY))
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      assertEquals(status, answer.headers().firstValue("grpc-status").orElse("none"));
      assertEquals(0, answer.body().length);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
  }
}
