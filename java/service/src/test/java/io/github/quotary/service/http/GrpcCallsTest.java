package io.github.quotary.service.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.service.fixture.Rig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gRPC call is a request as any other: it is waited for, counted, and ended in time. */
@Timeout(60)
class GrpcCallsTest {
  private static final String CHECK = "/envoy.service.auth.v3.Authorization/Check";
  private static final int FRAME = 5;
  private static final String DEADLINE_EXCEEDED = "4";
  private static final String RESOURCE_EXHAUSTED = "8";

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  /** Collateral that comes when the test says so. */
  private CollateralSource slow() {
    Lookup found = CollateralSource.of(Rig.collateral()).find(null);
    return key -> {
      asked.countDown();
      try {
        release.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return found;
    };
  }

  private static byte[] message() {
    byte[] request =
        CheckRequest.newBuilder()
            .setAttributes(
                AttributeContext.newBuilder()
                    .setRequest(
                        AttributeContext.Request.newBuilder()
                            .setHttp(
                                AttributeContext.HttpRequest.newBuilder()
                                    .putHeaders(
                                        "x-tdx-quote",
                                        Base64.getEncoder().encodeToString(Rig.EVIDENCE.quote())))))
            .build()
            .toByteArray();
    return ByteBuffer.allocate(FRAME + request.length)
        .put((byte) 0)
        .putInt(request.length)
        .put(request)
        .array();
  }

  /** A call that waits for its collateral. */
  private CompletableFuture<HttpResponse<byte[]>> call(Rig rig)
      throws IOException, InterruptedException {
    // The first request asks for HTTP/2.
    rig.postOverHttp2("/v1/challenge", new byte[0]);
    CompletableFuture<HttpResponse<byte[]>> answer = new CompletableFuture<>();
    ForkJoinPool.commonPool()
        .execute(
            () -> {
              try {
                answer.complete(
                    rig.postOverHttp2(
                        CHECK, message(), "content-type", "application/grpc", "te", "trailers"));
              } catch (IOException | InterruptedException e) {
                answer.completeExceptionally(e);
              }
            });
    assertTrue(asked.await(30, TimeUnit.SECONDS));
    return answer;
  }

  private static void assertAnswered(CompletableFuture<HttpResponse<byte[]>> call)
      throws ExecutionException, InterruptedException, TimeoutException, IOException {
    byte[] body = call.get(30, TimeUnit.SECONDS).body();
    CheckResponse response = CheckResponse.parseFrom(Arrays.copyOfRange(body, FRAME, body.length));
    assertTrue(response.getDeniedResponse().getBody().contains("identity"), response::toString);
  }

  /** Until an idle connection is closed, time passes. */
  private static void idle(Rig rig) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
      socket.getOutputStream().write("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(US_ASCII));
      socket.setSoTimeout(200);
      int read = 0;
      while (read >= 0) {
        try {
          read = socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
          rig.pass(10);
        }
      }
    }
  }

  @Test
  void aConnectionWithACallIsNotIdle() throws Exception {
    String settings = "{\"limits\":{\"idleSeconds\":5,\"requestSeconds\":3600}}";
    try (Rig rig = Rig.of(settings, slow())) {
      CompletableFuture<HttpResponse<byte[]>> call = call(rig);
      for (int i = 0; i < 3; i++) {
        idle(rig);
      }
      release.countDown();
      assertAnswered(call);
      while (!new String(rig.get("/metrics").body(), UTF_8)
          .contains("{route=\"grpc\",status=\"200\"} 1")) {
        Thread.onSpinWait(); // It is counted after its answer.
      }
    } finally {
      release.countDown();
    }
  }

  @Test
  void aCallThatTakesTooLongIsEnded() throws Exception {
    try (Rig rig = Rig.of("{}", slow())) {
      CompletableFuture<HttpResponse<byte[]>> call = call(rig);
      rig.pass(31);
      assertEquals(
          DEADLINE_EXCEEDED,
          call.get(30, TimeUnit.SECONDS).headers().firstValue("grpc-status").orElse(""));
      release.countDown();
      // The answer that comes late hurts nobody.
      assertEquals(200, rig.post("/v1/verify", Rig.EVIDENCE.quote()).statusCode());
    } finally {
      release.countDown();
    }
  }

  /** No header tells its length: it is seen only when it comes. */
  @Test
  void aMessageThatIsTooLongIsRefused() throws Exception {
    release.countDown();
    try (Rig rig = Rig.of("{\"limits\":{\"bodyBytes\":2048}}", slow())) {
      rig.postOverHttp2("/v1/challenge", new byte[0]);
      HttpResponse<byte[]> answer =
          rig.postOverHttp2(CHECK, message(), "content-type", "application/grpc", "te", "trailers");
      assertEquals(RESOURCE_EXHAUSTED, answer.headers().firstValue("grpc-status").orElse("none"));
    }
  }

  private static boolean isServing(Rig rig) throws InterruptedException {
    try {
      return rig.post("/v1/challenge", new byte[0]).statusCode() == 200;
    } catch (IOException e) {
      return false; // One that stops closes idle connections, this one just before it was used.
    }
  }

  @Test
  void aCallIsAnsweredBeforeTheServiceStops() throws Exception {
    Rig rig = Rig.of("{}", slow());
    CompletableFuture<HttpResponse<byte[]>> call = call(rig);
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(rig::close);
    try {
      while (isServing(rig)) {
        Thread.onSpinWait();
      }
      release.countDown();
      assertAnswered(call);
    } finally {
      release.countDown();
      stopped.get(30, TimeUnit.SECONDS);
    }
  }
}
