package io.github.quotary.domain.report;

import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.Measurement;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What reports may rely on, and what their callers may say of their making. */
public final class Provenances {
  private static final Measurement HASH = Measurement.of(new byte[32]);

  private Provenances() {}

  /** Intel's root, the JDK's web roots, evidence from the domain itself. */
  public static Provenance real() {
    return new Provenance(
        TrustAnchor.intelSgxRootCa(), new WebRoots(true, HASH), "1.27", "bc", EvidenceSource.LIVE);
  }

  /** A simulator's roots, evidence from a capture. */
  public static Provenance test() {
    String root =
        DomainLaboratory.seeded(1).custom(CustomPlan.of("app.example.com")).trust().tdxRootPem();
    return new Provenance(
        TrustAnchor.of(root.getBytes(StandardCharsets.UTF_8)),
        new WebRoots(false, HASH),
        "1.27",
        "bc",
        EvidenceSource.CAPTURE);
  }

  /** Made in November 2026 by version 1. */
  public static Imprint imprint() {
    return new Imprint(
        "quotary",
        "1",
        Instant.parse("2026-11-28T09:00:00Z"),
        "--at",
        "the file of --collateral",
        "java -jar quotary.jar domain custom app.example.com");
  }
}
