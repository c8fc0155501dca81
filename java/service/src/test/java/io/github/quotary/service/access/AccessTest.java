package io.github.quotary.service.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.service.fixture.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and limits of clients. */
class AccessTest {
  private static final byte[] QUOTE = Rig.EVIDENCE.quote();

  private static String settings(String key) {
    return "{\"apiKeys\":[{\"name\":\"shop\",\"sha256\":\""
        + HexFormat.of().formatHex(Sha2.sha256(key.getBytes(UTF_8)))
        + "\"}]}";
  }

  @Test
  void onlyWhoHasAKeyMayAsk() throws IOException, InterruptedException {
    try (Rig rig = Rig.of(settings("first"))) {
      assertEquals(401, rig.post("/v1/verify", QUOTE).statusCode());
      assertEquals(
          401, rig.post("/v1/verify", QUOTE, "authorization", "Bearer other").statusCode());
      assertEquals(
          200, rig.post("/v1/verify", QUOTE, "authorization", "Bearer first").statusCode());
      assertEquals(200, rig.post("/v1/verify", QUOTE, "x-api-key", "first").statusCode());
      assertEquals(401, rig.post("/v1/batch", QUOTE).statusCode());
      assertEquals(401, rig.get("/metrics").statusCode());
      assertEquals(200, rig.get("/healthz").statusCode());
    }
  }

  @Test
  void keysAndPoliciesAreReadAgain(@TempDir Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("serve.json");
    Files.writeString(file, settings("first"));
    try (Rig rig = Rig.of(file)) {
      Files.writeString(folder.resolve("p.json"), "{\"identity\":\"waived\"}");
      String both = settings("second").replaceFirst("\\{", "{\"policies\":{\"any\":\"p.json\"},");
      Files.writeString(file, both);
      rig.service().reload();
      assertEquals(
          401, rig.post("/v1/verify", QUOTE, "authorization", "Bearer first").statusCode());
      var answer = rig.post("/v1/verify?policy=any", QUOTE, "authorization", "Bearer second");
      assertEquals("GENUINE", Rig.json(answer).path("verdict").asText());

      Files.writeString(file, "{\"apiKeys\":7}");
      rig.service().reload();
      assertTrue(rig.notices().stream().anyMatch(notice -> notice.contains("apiKeys")));
      assertEquals(
          200, rig.post("/v1/verify", QUOTE, "authorization", "Bearer second").statusCode());
    }
  }

  @Test
  void whatIsStoppedCanBeStoppedAgain() {
    Rig rig = Rig.of("{}");
    rig.close();
    rig.close();
    assertEquals(0, rig.notices().size());
  }

  @Test
  void aClientWaitsForItsTokens() throws IOException, InterruptedException {
    try (Rig rig = Rig.of("{\"limits\":{\"requestsPerSecond\":1,\"burst\":2}}")) {
      assertEquals(200, rig.post("/v1/verify", QUOTE).statusCode());
      assertEquals(200, rig.post("/v1/verify", QUOTE).statusCode());
      var refused = rig.post("/v1/verify", QUOTE);
      assertEquals(429, refused.statusCode());
      assertEquals("1", refused.headers().firstValue("retry-after").orElseThrow());
      assertEquals(200, rig.get("/healthz").statusCode());
      rig.pass(1);
      assertEquals(200, rig.post("/v1/verify", QUOTE).statusCode());
    }
  }

  @Test
  void aFloodOfClientsTakesNoMoreMemory() {
    AtomicLong now = new AtomicLong();
    ClientLimits limits = new ClientLimits(1, 1, 10, now::get);
    assertEquals(0, limits.take("first"));
    assertEquals(1, limits.take("first"));
    for (int i = 0; i < 100; i++) {
      assertEquals(0, limits.take("client " + i));
    }
    assertEquals(10, limits.size());
  }
}
