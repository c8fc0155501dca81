package io.github.quotary.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.github.quotary.evidence.input.PolicyFiles;
import io.github.quotary.service.fixture.Rig;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of the settings' file counts as far as it can, and the rest is told. */
class ReloadTest {
  private static final String INPUT =
      "{\"input\":\"" + Base64.getEncoder().encodeToString(Rig.EVIDENCE.quote()) + "\",";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void settings() throws IOException {
    file = Files.writeString(folder.resolve("serve.json"), "{}");
    Files.writeString(folder.resolve("any.json"), "{\"identity\":\"waived\"}");
  }

  private void change(Rig rig, String settings) throws IOException {
    Files.writeString(file, settings);
    rig.service().reload();
  }

  private static HttpResponse<byte[]> verify(Rig rig, String members)
      throws IOException, InterruptedException {
    return rig.post("/v1/verify", (INPUT + members + "}").getBytes(UTF_8));
  }

  @Test
  void whatNeedsARestartIsNamedAndTheRestCounts() throws IOException, InterruptedException {
    try (Rig rig = Rig.of(file)) {
      change(
          rig,
          "{\"listen\":\"127.0.0.1:1\",\"limits\":{\"queue\":7},"
              + "\"policies\":{\"any\":\"any.json\"}}");
      assertTrue(
          rig.notices().contains("changed, counts after a restart: listen, limits.queue"),
          rig.notices()::toString);
      HttpResponse<byte[]> answer = rig.post("/v1/verify?policy=any", Rig.EVIDENCE.quote());
      assertEquals("GENUINE", Rig.json(answer).path("verdict").asText());

      rig.notices().clear();
      change(rig, "{}");
      // The test's service listens elsewhere than its file says.
      assertTrue(
          rig.notices().stream().noneMatch(notice -> notice.contains("limits")),
          rig.notices()::toString);
    }
  }

  @Test
  void whatARequestMayStateCountsAtOnce() throws IOException, InterruptedException {
    try (Rig rig = Rig.of(file)) {
      assertEquals(400, verify(rig, "\"at\":\"" + Rig.EVIDENCE.at() + "\"").statusCode());
      change(rig, "{\"allow\":{\"at\":true}}");
      assertEquals(200, verify(rig, "\"at\":\"" + Rig.EVIDENCE.at() + "\"").statusCode());
      assertEquals(400, verify(rig, "\"at\":\"soon\"").statusCode());
    }
  }

  /** An empty one would take its place otherwise, which asks for nothing. */
  @Test
  void aPolicyOfDomainsThatCannotBeReadChangesNothing() throws IOException {
    Path policy = folder.resolve("domains.json");
    String settings = "{\"domains\":{\"policy\":\"domains.json\"},\"allow\":{\"at\":true}}";
    try (Rig rig = Rig.of(file)) {
      for (String broken : new String[] {"{", "{\"foo\":1}", "{\"composeFiles\":[\"absent\"]}"}) {
        rig.notices().clear();
        Files.writeString(policy, broken);
        change(rig, settings);
        assertTrue(
            rig.notices().stream()
                .anyMatch(told -> told.contains("nothing was changed") && told.contains("domains")),
            rig.notices()::toString);
      }
    }
  }

  /** Whoever relies on tokens relies on the policy. */
  @Test
  void withAKeyForTokensAPolicyOfTheAskersIsRefused()
      throws IOException, InterruptedException, JOSEException {
    Files.writeString(
        folder.resolve("key.json"), new ECKeyGenerator(Curve.P_256).generate().toJSONString());
    String policy = "\"policy\":{\"identity\":\"waived\"}";
    try (Rig rig = Rig.of(file)) {
      assertEquals(200, verify(rig, policy).statusCode());
      change(rig, "{\"earKey\":\"key.json\"}");
      HttpResponse<byte[]> refused = verify(rig, policy);
      assertEquals(400, refused.statusCode());
      assertEquals("policy", Rig.json(refused).path("at").textValue());
      assertTrue(Rig.json(refused).path("detail").textValue().contains("allow.policy"));
      change(rig, "{\"earKey\":\"key.json\",\"allow\":{\"policy\":true}}");
      assertEquals(200, verify(rig, policy).statusCode());
    }
  }

  /** It counts as those of the settings do, and a broken one changes nothing. */
  @Test
  void theCommandsPolicyIsReadAgain() throws IOException, InterruptedException {
    Path policy = folder.resolve("policy.json");
    Files.writeString(policy, "{\"mrTd\":[\"" + "00".repeat(48) + "\"]}");
    StandardPolicy standard =
        new StandardPolicy(Optional.of(policy), () -> PolicyFiles.read(policy));
    try (Rig rig = Rig.with(standard)) {
      assertEquals("NOT TRUSTED", verdict(rig));
      Files.writeString(policy, "{\"identity\":\"waived\"}");
      rig.service().reload();
      assertEquals("GENUINE", verdict(rig));
      Files.writeString(policy, "{\"identity\":");
      rig.service().reload();
      assertEquals("GENUINE", verdict(rig));
      assertTrue(
          rig.notices().stream().anyMatch(notice -> notice.contains("policy.json")),
          rig.notices()::toString);
    }
  }

  private static String verdict(Rig rig) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = rig.post("/v1/verify", Rig.EVIDENCE.quote());
    return Rig.json(answer).path("verdict").asText();
  }
}
