package io.github.quotary.service.dstack;

import static io.github.quotary.service.dstack.Calls.JSON;
import static io.github.quotary.service.dstack.Calls.hex;
import static io.github.quotary.service.dstack.Calls.verify;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.domain.dstack.AttestationDecoding;
import io.github.quotary.domain.dstack.TdxAttestation;
import io.github.quotary.service.support.Platform;
import io.github.quotary.service.support.SignedAnew;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.Verifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The fixtures of dstack-verifier, whose TD reports are signed anew by a simulated platform, since
 * Intel's collateral of their days is not at hand, and a quote of production as it is.
 */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class PeerFixturesTest {
  private static final String LITE_IMAGE =
      "e6f5cfec20c02e7b97baa213d0f718020b55e040172d90ccbcb946d56c8b09db";

  private static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(
        Path.of(System.getenv("QUOTARY_CONFORMANCE")).resolve("dstack").resolve(name));
  }

  private static ObjectNode fixture(String name) throws IOException {
    return (ObjectNode) JSON.readTree(bytes("verifier-fixtures/" + name));
  }

  private static byte[] quote(ObjectNode request) {
    return HexFormat.of().parseHex(request.path("quote").textValue());
  }

  /** The attestation with another quote: SCALE says each length before it. */
  private static byte[] withQuote(byte[] attestation, byte[] former, byte[] quote) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(attestation, 0, 2);
    out.write(quote.length << 2 | 1);
    out.write(quote.length >> 6);
    out.writeBytes(quote);
    int at = 4 + former.length;
    out.write(attestation, at, attestation.length - at);
    return out.toByteArray();
  }

  private static void assertLite(JsonNode answer) {
    assertTrue(answer.path("is_valid").booleanValue(), answer.toString());
    JsonNode details = answer.path("details");
    assertTrue(details.path("quote_verified").booleanValue());
    assertTrue(details.path("event_log_verified").booleanValue());
    assertTrue(details.path("os_image_hash_verified").booleanValue());
    assertFalse(details.path("acpi_tables_verified").booleanValue());
    assertEquals(LITE_IMAGE, details.path("app_info").path("os_image_hash").textValue());
    assertEquals(LITE_IMAGE, details.path("boot_info").path("osImageHash").textValue());
    assertEquals("dstack-tdx", details.path("tee_variant").textValue());
  }

  @Test
  void theLiteAnswerOfAGuestIsValid() throws IOException {
    ObjectNode request = fixture("tdx-lite-getquote.json");
    Evidence evidence = SignedAnew.of(quote(request));
    request.put("quote", hex(evidence.quote()));
    assertLite(verify(evidence, request));
  }

  @Test
  void theLiteAttestationIsValid() throws IOException {
    ObjectNode request = fixture("tdx-lite-attestation.json");
    byte[] bytes = HexFormat.of().parseHex(request.path("attestation").textValue());
    ByteBuffer former =
        ((AttestationDecoding.Decoded) TdxAttestation.decode(ByteBuffer.wrap(bytes)))
            .attestation()
            .quote();
    byte[] quote = new byte[former.remaining()];
    former.get(quote);
    Evidence evidence = SignedAnew.of(quote);
    request.put("attestation", hex(withQuote(bytes, quote, evidence.quote())));
    assertLite(verify(evidence, request));
  }

  @Test
  void theOlderAnswerNeedsItsImage() throws IOException {
    ObjectNode request = fixture("quote-report.json");
    Evidence evidence = SignedAnew.of(quote(request));
    request.put("quote", hex(evidence.quote()));
    JsonNode answer = verify(evidence, request);
    assertFalse(answer.path("is_valid").booleanValue());
    assertTrue(
        answer.path("reason").textValue().startsWith("OS image hash verification failed: legacy"));
    assertTrue(answer.path("details").path("quote_verified").booleanValue());
    assertEquals(40, answer.path("quotary").path("app_info").path("app_id").textValue().length());
  }

  @Test
  void anotherPlatformsIsNotVerified() throws IOException {
    JsonNode answer =
        verify(
            Simulator.seeded(7).evidence(Scenario.upToDate()), fixture("sev-snp-attestation.json"));
    assertEquals(
        "Quote verification failed: sev-snp is not Intel TDX, the only platform verified here",
        answer.path("reason").textValue());
  }

  /** A quote of production under Intel's root, with its collateral. */
  @Test
  void aRealQuotesEventsAreProven() throws IOException {
    JsonNode numbers = JSON.readTree(bytes("near-mpc/test-utils--quote.json"));
    byte[] quote = new byte[numbers.size()];
    for (int i = 0; i < quote.length; i++) {
      quote[i] = (byte) numbers.get(i).asInt();
    }
    JsonNode tcbInfo = JSON.readTree(bytes("near-mpc/test-utils--tcb_info.json"));
    ObjectNode request = JSON.createObjectNode();
    request.put("quote", hex(quote));
    request.put("event_log", tcbInfo.path("event_log").toString());
    Verifier verifier =
        Verifier.builder()
            .collateralSource(
                CollateralSource.of(
                    Collateral.fromJson(bytes("near-mpc/test-utils--collateral.json"))))
            .build();
    Clock clock = Clock.fixed(Instant.parse("2026-08-20T00:00:00Z"), ZoneOffset.UTC);
    JsonNode answer =
        JSON.readTree(
            new DstackVerifier(
                    verifier, clock, Platform.PROVENANCE, DstackOptions.asUpstream(), verdict -> {})
                .verify(request.toString().getBytes(UTF_8))
                .body());
    assertTrue(answer.path("details").path("quote_verified").booleanValue(), answer.toString());
    assertFalse(answer.path("is_valid").booleanValue());
    JsonNode app = answer.path("quotary").path("app_info");
    assertEquals(
        "258c7f55cb0046a5c98597388c30b916e96da0ce368e2f6f9f5996878d4796fc",
        app.path("mr_system").textValue());
    assertEquals(
        "5cd7c8e25647053ff6e0df9ea21170b355bb48b9032db7bce27410ad10a150e0",
        app.path("mr_aggregated").textValue());
    assertEquals("", app.path("instance_id").textValue());
  }
}
