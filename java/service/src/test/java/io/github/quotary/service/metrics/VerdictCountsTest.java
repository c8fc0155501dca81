package io.github.quotary.service.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.service.fixture.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts are counted by whichever way they were asked for. */
class VerdictCountsTest {
  private static final byte[] QUOTE = Rig.EVIDENCE.quote();
  private static final Pattern LINE =
      Pattern.compile(
          "^quotary_verdicts_total\\{route=\"([^\"]+)\",verdict=\"([^\"]+)\"\\} ([0-9.]+)$",
          Pattern.MULTILINE);

  private static Map<String, Integer> counts(Rig rig) throws IOException, InterruptedException {
    Map<String, Integer> counts = new TreeMap<>();
    Matcher line = LINE.matcher(new String(rig.get("/metrics").body(), UTF_8));
    while (line.find()) {
      int count = (int) Double.parseDouble(line.group(3));
      if (count > 0) {
        counts.put(line.group(1) + " " + line.group(2), count);
      }
    }
    return counts;
  }

  @Test
  void everyWayIsCounted(@TempDir Path folder)
      throws IOException, InterruptedException, JOSEException {
    Files.writeString(
        folder.resolve("key.json"), new ECKeyGenerator(Curve.P_256).generate().toJSONString());
    Path settings =
        Files.writeString(
            folder.resolve("serve.json"), "{\"earKey\":\"key.json\",\"earTestRoot\":true}");
    String base64 = Base64.getEncoder().encodeToString(QUOTE);
    String evidence =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(("{\"quote\":\"" + base64 + "\"}").getBytes(UTF_8));
    try (Rig rig = Rig.of(settings)) {
      rig.post("/v1/verify", QUOTE);
      String line = "{\"id\":1,\"quote\":\"" + base64 + "\"}\n";
      rig.post("/v1/batch", (line + line).getBytes(UTF_8));
      rig.post(
          "/verify",
          ("{\"quote\":\"" + HexFormat.of().formatHex(QUOTE) + "\",\"event_log\":\"[]\"}")
              .getBytes(UTF_8));
      rig.get("/ext-authz", "x-tdx-quote", base64);
      rig.get("/ext-authz/again", "x-tdx-quote", base64);
      rig.post(
          "/attestation",
          ("{\"verification_requests\":[{\"tee\":\"tdx\",\"evidence\":\""
                  + evidence
                  + "\"}],\"policy_ids\":[]}")
              .getBytes(UTF_8));
      Map<String, Integer> counts = counts(rig);
      assertFalse(counts.isEmpty());
      assertEquals(
          Map.of(
              "/v1/verify genuine", 1,
              "/v1/batch genuine", 2,
              "/verify genuine", 1,
              "/ext-authz genuine", 1,
              "/attestation genuine", 1),
          counts);
    }
  }

  /** An operator alerts on them. */
  @Test
  void whatCouldNotBeDecidedIsCounted() throws IOException, InterruptedException {
    try (Rig rig = Rig.of("{}", key -> new Lookup.Unavailable("the network is down", true))) {
      rig.post("/v1/verify", QUOTE);
      assertEquals(Map.of("/v1/verify undecided", 1), counts(rig));
    }
  }

  /** A log that does not fit makes a genuine quote one that is not trusted. */
  @Test
  void whatTheAnswerSaysIsCounted() throws IOException, InterruptedException {
    try (Rig rig = Rig.of("{}")) {
      String log =
          "[{\"imr\":3,\"event_type\":134217729,\"digest\":\"%s\",\"event\":\"a\",\"event_payload\":\"00\"}]"
              .formatted("ab".repeat(48));
      String input =
          "{\"quote\":\"%s\",\"event_log\":%s}".formatted(HexFormat.of().formatHex(QUOTE), log);
      String verdict =
          Rig.json(rig.post("/v1/verify", input.getBytes(UTF_8))).path("verdict").asText();
      assertEquals("NOT TRUSTED", verdict);
      assertEquals(Map.of("/v1/verify not_trusted", 1), counts(rig));
    }
  }
}
