package io.github.quotary.service.dropin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.github.quotary.service.fixture.Rig;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of other services ask the server itself. */
class DropInsTest {
  private static final byte[] QUOTE = Rig.EVIDENCE.quote();
  private static final String CHECK = "/envoy.service.auth.v3.Authorization/Check";

  @TempDir private Path folder;

  private static String base64() {
    return Base64.getEncoder().encodeToString(QUOTE);
  }

  @Test
  void dstackVerifiersClientGetsItsMembers() throws IOException, InterruptedException {
    try (Rig rig = Rig.of("{}")) {
      String request =
          "{\"quote\":\"" + HexFormat.of().formatHex(QUOTE) + "\",\"event_log\":\"[]\"}";
      JsonNode answer = Rig.json(rig.post("/verify", request.getBytes(UTF_8)));
      assertTrue(answer.path("reason").textValue().contains("RTMR3 mismatch"), answer.toString());
      assertTrue(answer.at("/quotary/verdict/genuine").booleanValue(), answer.toString());
      assertEquals("dstack-verifier", Rig.json(rig.get("/health")).path("service").textValue());
    }
  }

  @Test
  void withoutAKeyForTokensTrusteesClientHearsThat() throws IOException, InterruptedException {
    try (Rig rig = Rig.of("{}")) {
      HttpResponse<byte[]> answer = rig.post("/attestation", "{}".getBytes(UTF_8));
      assertEquals(501, answer.statusCode());
      assertEquals("earKey", Rig.json(answer).path("at").textValue());
    }
  }

  @Test
  void underATestRootTrusteesClientHearsThatToo()
      throws IOException, InterruptedException, JOSEException {
    Files.writeString(
        folder.resolve("key.json"), new ECKeyGenerator(Curve.P_256).generate().toJSONString());
    Path settings = Files.writeString(folder.resolve("settings.json"), "{\"earKey\":\"key.json\"}");
    try (Rig rig = Rig.of(settings)) {
      HttpResponse<byte[]> answer = rig.post("/attestation", "{}".getBytes(UTF_8));
      assertEquals(501, answer.statusCode());
      assertEquals("earTestRoot", Rig.json(answer).path("at").textValue());
    }
  }

  @Test
  void trusteesClientGetsATokenThatTheKeySetVerifies()
      throws IOException, InterruptedException, JOSEException, java.text.ParseException {
    Files.writeString(
        folder.resolve("key.json"), new ECKeyGenerator(Curve.P_256).generate().toJSONString());
    Path settings =
        Files.writeString(
            folder.resolve("settings.json"), "{\"earKey\":\"key.json\",\"earTestRoot\":true}");
    String evidence =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(("{\"quote\":\"" + base64() + "\"}").getBytes(UTF_8));
    String request =
        "{\"verification_requests\":[{\"tee\":\"tdx\",\"evidence\":\""
            + evidence
            + "\"}],\"policy_ids\":[]}";
    try (Rig rig = Rig.of(settings)) {
      HttpResponse<byte[]> answer = rig.post("/attestation", request.getBytes(UTF_8));
      String token = new String(answer.body(), UTF_8);
      assertEquals(200, answer.statusCode(), token);
      String kid = JWSObject.parse(token).getHeader().getKeyID();
      assertEquals(
          kid,
          Rig.json(rig.get("/.well-known/jwks.json")).path("keys").path(0).path("kid").textValue());
    }
  }

  @Test
  void envoyAsksOverHttp() throws IOException, InterruptedException {
    try (Rig rig = Rig.of("{}")) {
      HttpResponse<byte[]> answer = rig.get("/ext-authz/some/path", "x-tdx-quote", base64());
      assertEquals(403, answer.statusCode());
      assertTrue(
          new String(answer.body(), UTF_8).contains("identity"),
          () -> new String(answer.body(), UTF_8));
    }
  }

  /** Over HTTP, Envoy has no other place for the client's certificate. */
  @Test
  void aForwardedCertificateCountsOnlyWhereThatIsConfigured()
      throws IOException, InterruptedException {
    for (boolean isCounted : new boolean[] {false, true}) {
      try (Rig rig = Rig.of("{\"envoy\":{\"forwardedCertificate\":" + isCounted + "}}")) {
        HttpResponse<byte[]> answer =
            rig.get("/ext-authz", "x-forwarded-client-cert", "Cert=\"empty\"");
        String body = new String(answer.body(), UTF_8);
        assertEquals(401, answer.statusCode());
        assertEquals(isCounted, body.contains("certificate has no evidence"), body);
      }
    }
  }

  /** RFC 9113 with gRPC's frames: a byte, a length of four bytes, a message. */
  @Test
  void envoyAsksOverGrpc() throws IOException, InterruptedException {
    CheckRequest request =
        CheckRequest.newBuilder()
            .setAttributes(
                AttributeContext.newBuilder()
                    .setRequest(
                        AttributeContext.Request.newBuilder()
                            .setHttp(
                                AttributeContext.HttpRequest.newBuilder()
                                    .putAllHeaders(Map.of("x-tdx-quote", base64())))))
            .build();
    try (Rig rig = Rig.of("{}")) {
      // The first request asks for HTTP/2.
      rig.postOverHttp2("/v1/challenge", new byte[0]);
      HttpResponse<byte[]> answer =
          rig.postOverHttp2(
              CHECK,
              framed(request.toByteArray()),
              "content-type",
              "application/grpc",
              "te",
              "trailers");
      assertEquals(200, answer.statusCode());
      byte[] body = answer.body();
      assertEquals(body.length - 5, ByteBuffer.wrap(body).getInt(1));
      CheckResponse response = CheckResponse.parseFrom(Arrays.copyOfRange(body, 5, body.length));
      assertTrue(response.getDeniedResponse().getBody().contains("identity"), response::toString);
    }
  }

  private static byte[] framed(byte[] message) {
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }
}
