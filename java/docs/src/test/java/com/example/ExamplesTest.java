package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.rtmr.CcelLog;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.RuntimeEventLog;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
  private static final Path APP = Path.of("../../testvectors/vectors/dstack-0-6");

  @TempDir private Path folder;

  @Test
  void aBatchGivesEachItsVerdict() {
    List<String> lines = new ArrayList<>();
    Examples.batch(
        Sample.ofAnybody(),
        Runnable::run,
        Stream.generate(() -> ByteBuffer.wrap(Sample.EVIDENCE.quote())).limit(3),
        Sample.COLLATERAL,
        Sample.EVIDENCE.at(),
        lines::add);
    assertEquals(List.of("0 GENUINE", "1 GENUINE", "2 GENUINE"), lines);
  }

  @Test
  void aPolicyComesFromAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("policy.json"), "{\"identity\": \"waived\"}");
    Verifier strict = Sample.verifier().build();
    assertFalse(strict.verify(Sample.EVIDENCE.quote()).isTrusted());
    assertTrue(Examples.ofFile(file, strict).verify(Sample.EVIDENCE.quote()).isTrusted());
  }

  @Test
  void anEngineIsFoundOrItIsJava() {
    Verifier verifier = Examples.accelerated(QuotePolicy.strict());
    assertFalse(verifier.context().toString().isEmpty());
    assertTrue(Examples.challenges() != null);
  }

  @Test
  void aComposeFileIsTheAppsOrAnothers() throws IOException {
    Verifier verifier =
        Verifier.builder()
            .trustAnchor(TrustAnchor.of(Files.readAllBytes(APP.resolve("root.pem"))))
            .build();
    VerificationResult result =
        verifier.verify(
            Files.readAllBytes(APP.resolve("quote.bin")),
            Collateral.fromJson(Files.readAllBytes(APP.resolve("collateral.json"))),
            Instant.parse("2026-06-15T00:00:00Z"));
    EventLog ccel = CcelLog.parse(ByteBuffer.wrap(Files.readAllBytes(APP.resolve("ccel.bin"))));
    EventLog log =
        RuntimeEventLog.parse(ByteBuffer.wrap(Files.readAllBytes(APP.resolve("event-log.json"))));
    byte[] compose = Files.readAllBytes(APP.resolve("app-compose.json"));
    Verified verified = (Verified) result;
    assertTrue(Examples.isMine(ccel, log, verified, compose));
    compose[compose.length - 2] ^= 1;
    assertFalse(Examples.isMine(ccel, log, verified, compose));
  }
}
