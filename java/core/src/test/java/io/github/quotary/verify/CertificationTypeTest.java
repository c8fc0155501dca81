package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult.Rejected;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A quote without a PCK certificate chain: the verdict, and why one gets such a quote. */
class CertificationTypeTest {
  @ParameterizedTest
  @CsvSource({
    "1, the PPID in the clear, true",
    "2, the PPID encrypted with RSA-2048, true",
    "3, the PPID encrypted with RSA-3072, true",
    "4, a PCK certificate without its chain, false"
  })
  void theMessageNamesTheTypeAndTheCause(int type, String name, boolean isCause) {
    Evidence evidence =
        Simulator.seeded(7)
            .evidence(Scenario.upToDate().withQuote(q -> q.withCertificationType(type)));
    VerificationResult result =
        Simulated.verifier(evidence)
            .build()
            .verify(
                ByteBuffer.wrap(evidence.quote()), Simulated.collateral(evidence), evidence.at());
    Rejected rejected = assertInstanceOf(Rejected.class, result);
    assertEquals(RejectReason.CERTIFICATION_DATA_TYPE_UNSUPPORTED, rejected.rejection().reason());
    String detail = rejected.rejection().detail();
    String start =
        "Certification data type "
            + type
            + ", "
            + name
            + "; only type 5, a PCK certificate chain, can be verified";
    assertTrue(detail.startsWith(start), detail);
    assertEquals(isCause, detail.contains("reached no caching service (PCCS)"), detail);
  }
}
