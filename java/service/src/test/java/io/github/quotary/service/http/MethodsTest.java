package io.github.quotary.service.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.quotary.service.exchange.Route;
import io.github.quotary.service.fixture.Rig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A path's methods, and what others are told. */
@Timeout(60)
class MethodsTest {
  private static final List<String> GETS =
      List.of(
          "/",
          "/healthz",
          "/readyz",
          "/health",
          "/metrics",
          "/v1/openapi.json",
          "/v1/collateral",
          "/.well-known/jwks.json",
          "/policy");

  private static HttpResponse<byte[]> send(
      Rig rig, HttpClient.Version version, String method, String path)
      throws IOException, InterruptedException {
    return rig.http1()
        .send(
            HttpRequest.newBuilder(rig.uri(path))
                .version(version)
                .method(method, BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofByteArray());
  }

  /** Over one connection each, which must stay in step. */
  @Test
  void headIsGetWithoutItsBody() throws IOException, InterruptedException {
    try (Rig rig = Rig.of("{}")) {
      for (HttpClient.Version version : HttpClient.Version.values()) {
        for (String path : GETS) {
          HttpResponse<byte[]> get = send(rig, version, "GET", path);
          HttpResponse<byte[]> head = send(rig, version, "HEAD", path);
          assertEquals(get.statusCode(), head.statusCode(), path);
          assertEquals(0, head.body().length, path);
          assertEquals(
              get.headers().firstValue("content-type"),
              head.headers().firstValue("content-type"),
              path);
          if (!path.equals("/metrics")) {
            assertEquals(
                get.headers().firstValueAsLong("content-length"),
                head.headers().firstValueAsLong("content-length"),
                path);
          }
        }
        assertEquals(404, send(rig, version, "HEAD", "/none").statusCode());
        assertEquals(401, send(rig, version, "HEAD", "/ext-authz/any").statusCode());
        assertEquals(405, send(rig, version, "HEAD", "/v1/verify").statusCode());
        assertEquals(200, send(rig, version, "GET", "/healthz").statusCode());
      }
    }
  }

  @Test
  void theMethodsOfAPathAreNamed() throws IOException, InterruptedException {
    try (Rig rig =
        Rig.of("{\"apiKeys\":[{\"name\":\"a\",\"sha256\":\"%s\"}]}".formatted("ab".repeat(32)))) {
      HttpResponse<byte[]> options = send(rig, HttpClient.Version.HTTP_2, "OPTIONS", "/healthz");
      assertEquals(204, options.statusCode());
      assertEquals("GET, HEAD, OPTIONS", options.headers().firstValue("allow").orElseThrow());
      HttpResponse<byte[]> refused = send(rig, HttpClient.Version.HTTP_1_1, "PUT", "/v1/verify");
      assertEquals(405, refused.statusCode());
      assertEquals("OPTIONS, POST", refused.headers().firstValue("allow").orElseThrow());
      HttpResponse<byte[]> below =
          send(rig, HttpClient.Version.HTTP_1_1, "POST", "/v1/domains/a.example");
      assertEquals(405, below.statusCode());
      assertEquals("GET, HEAD, OPTIONS", below.headers().firstValue("allow").orElseThrow());
      assertEquals(404, send(rig, HttpClient.Version.HTTP_1_1, "OPTIONS", "/none").statusCode());
    }
  }

  @Test
  void aHandlerThatFailsIsAnInternalErrorWhoseCauseStaysInside() throws Exception {
    Route broken =
        Route.open(
            "GET",
            "/broken",
            request -> {
              throw new IllegalStateException("private");
            });
    try (Rig rig = Rig.with(engine -> List.of(broken))) {
      HttpResponse<byte[]> answer = rig.get("/broken");
      assertEquals(500, answer.statusCode());
      assertFalse(new String(answer.body(), StandardCharsets.UTF_8).contains("private"));
    }
  }
}
