package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.FoundQuote;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** README's way from a file to a verdict. */
class InputsTest {
  private static final Path VECTOR = Path.of("../../testvectors/vectors/dstack-0-6");

  private static VerificationResult verify(byte[] bytes) throws IOException {
    Verifier verifier =
        Verifier.builder()
            .trustAnchor(TrustAnchor.of(Files.readAllBytes(VECTOR.resolve("root.pem"))))
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .build();
    Collateral collateral =
        Collateral.fromJson(Files.readAllBytes(VECTOR.resolve("collateral.json")));
    Instant at = Instant.parse("2026-06-15T00:00:00Z");
    if (EvidenceReader.read(bytes).oneQuote() instanceof Reading.Found found) {
      FoundQuote quote = found.quotes().get(0);
      return InputChecks.of(
              verifier.verify(quote.bytes(), collateral, at), quote.bindings(), found.logs())
          .result();
    }
    throw new AssertionError("not read");
  }

  @Test
  void aLogInTheSameFileDecidesWithTheQuote() throws IOException {
    String quote = HexFormat.of().formatHex(Files.readAllBytes(VECTOR.resolve("quote.bin")));
    String log = Files.readString(VECTOR.resolve("event-log.json"));
    String file = "{\"quote\":\"" + quote + "\",\"event_log\":" + log + "}";
    VerificationResult good = verify(file.getBytes(StandardCharsets.UTF_8));
    assertTrue(good.isTrusted());
    assertEquals(2, good.notChecked().size());
    int digest = file.indexOf("\"digest\":\"") + 10;
    String other =
        file.substring(0, digest)
            + (file.charAt(digest) == '0' ? '1' : '0')
            + file.substring(digest + 1);
    assertTrue(!verify(other.getBytes(StandardCharsets.UTF_8)).isTrusted());
  }
}
