package com.example;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.EngineAvailability;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Verifies a sample with the native engine: its folder, the TD's MRTD, the time. */
public final class Verify {
  private Verify() {}

  public static void main(String[] args) throws IOException {
    Path sample = Path.of(args[0]);
    EngineAvailability availability = EcdsaP256.accelerated("native");
    if (!(availability instanceof EngineAvailability.Available available)) {
      System.out.println(availability);
      return;
    }
    Verifier verifier =
        Verifier.builder()
            .engine(available.engine())
            .trustAnchor(TrustAnchor.of(Files.readAllBytes(sample.resolve("root.pem"))))
            .policy(
                QuotePolicy.builder()
                    .accept(PolicyField.MR_TD, Measurement.fromHex(args[1]))
                    .build())
            .build();
    Collateral collateral =
        Collateral.fromJson(Files.readAllBytes(sample.resolve("collateral.json")));
    Reading reading = EvidenceReader.read(Files.readAllBytes(sample.resolve("quote.bin")));
    if (reading.oneQuote() instanceof Reading.Found found) {
      VerificationResult result =
          verifier.verify(found.quotes().get(0).bytes(), collateral, Instant.parse(args[2]));
      System.out.println(result.isTrusted() ? "TRUSTED" : result);
    }
  }
}
