package io.github.quotary.tls.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.tls.AttestedTls;
import io.github.quotary.tls.identity.AttestedKeyManager;
import io.github.quotary.tls.laboratory.Identities;
import io.github.quotary.tls.laboratory.SimulatedTd;
import io.github.quotary.tls.peer.AttestedCertificateException;
import io.github.quotary.tls.peer.AttestedTrustManager;
import io.github.quotary.tls.peer.PeerFault.Reason;
import io.github.quotary.verify.Verifier;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.web.client.RestClientAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** The recipes work with the TD that they expect, and with no other. */
class RecipesTest {
  private static final SimulatedTd TD = SimulatedTd.sound();
  private static final Verifier VERIFIER = TD.verifier();
  private static final AttestedKeyManager IDENTITY = Identities.of(TD);
  private static final AttestedKeyManager OTHER =
      Identities.of(SimulatedTd.with(TdField.MRTD, "ab".repeat(48)));
  private static final Clock CLOCK = Clock.fixed(SimulatedTd.AT, ZoneOffset.UTC);

  private static AttestedTrustManager trust() {
    return AttestedTrustManager.builder(VERIFIER).clock(CLOCK).build();
  }

  private static Reason reason(Throwable thrown) {
    return AttestedCertificateException.in(thrown).orElseThrow().fault().orElseThrow().reason();
  }

  /** A server of the JDK that says hello. */
  private static HttpsServer https(AttestedKeyManager identity) throws IOException {
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(AttestedTls.server(identity)));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write(new byte[] {'h', 'e', 'l', 'l', 'o'});
          exchange.close();
        });
    server.start();
    return server;
  }

  private static URI uri(HttpsServer server) {
    return URI.create("https://localhost:" + server.getAddress().getPort() + "/");
  }

  @Test
  void theJdksClient() throws Exception {
    HttpsServer server = https(IDENTITY);
    HttpsServer other = https(OTHER);
    try {
      JdkClient client = new JdkClient(trust());
      assertEquals("hello from TRUSTED", client.get(uri(server)));
      IOException refused = assertThrows(IOException.class, () -> client.get(uri(other)));
      assertEquals(Reason.POLICY, reason(refused));
    } finally {
      server.stop(0);
      other.stop(0);
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
  }

  @Test
  void vertxOnBothSides() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      VertxService honest = new VertxService(vertx, IDENTITY, trust());
      HttpServer server = await(honest.serve());
      assertEquals("hello", await(honest.get(server.actualPort())));

      HttpServer other = await(new VertxService(vertx, OTHER, trust()).serve());
      ExecutionException refused =
          assertThrows(ExecutionException.class, () -> await(honest.get(other.actualPort())));
      assertEquals(Reason.POLICY, reason(refused));
    } finally {
      await(vertx.close());
    }
  }

  private static String greet(int port, AttestedKeyManager identity) throws Exception {
    ManagedChannel channel = GrpcService.connect(port, identity, trust());
    try {
      return ClientCalls.blockingUnaryCall(
          channel,
          GrpcService.GREET,
          CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS),
          "TD");
    } finally {
      channel.shutdownNow();
      assertTrue(channel.awaitTermination(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void grpcOnBothSides() throws Exception {
    Server server = GrpcService.serve(IDENTITY, trust());
    Server other = GrpcService.serve(OTHER, trust());
    try {
      assertEquals("hello TD", greet(server.getPort(), IDENTITY));
      assertThrows(StatusRuntimeException.class, () -> greet(server.getPort(), OTHER));
      StatusRuntimeException refused =
          assertThrows(StatusRuntimeException.class, () -> greet(other.getPort(), IDENTITY));
      assertEquals(Reason.POLICY, reason(refused));
    } finally {
      server.shutdownNow();
      other.shutdownNow();
    }
  }

  @Test
  void springsRestClient() throws Exception {
    HttpsServer server = https(IDENTITY);
    HttpsServer other = https(OTHER);
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context.registerBean(Verifier.class, () -> VERIFIER);
      context.registerBean(Clock.class, () -> CLOCK);
      context.register(SpringClient.class, RestClientAutoConfiguration.class);
      context.refresh();
      RestClient client = context.getBean(RestClient.class);
      assertEquals("hello", client.get().uri(uri(server)).retrieve().body(String.class));
      ResourceAccessException refused =
          assertThrows(
              ResourceAccessException.class,
              () -> client.get().uri(uri(other)).retrieve().body(String.class));
      assertEquals(Reason.POLICY, reason(refused));
    } finally {
      server.stop(0);
      other.stop(0);
    }
  }
}
