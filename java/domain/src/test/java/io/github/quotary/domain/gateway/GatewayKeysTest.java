package io.github.quotary.domain.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.workload.QuoteAssessor;
import io.github.quotary.verify.Verifier;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatewayKeysTest {
  private static final QuoteAssessor ASSESSOR =
      QuoteAssessor.of(Verifier.builder().build(), Optional.empty(), Instant.EPOCH);

  private static Finding otherKeys(String info) {
    return new GatewayKeys(
            AcmeInfo.read(RawBytes.ofUtf8(info)).found().orElseThrow(),
            Optional.empty(),
            "apps.example.net",
            ASSESSOR)
        .otherKeys();
  }

  @Test
  void anActiveCertificateThatCannotBeReadFails() {
    assertEquals(CheckOutcome.PASS, otherKeys("{}").outcome());
    Finding finding = otherKeys("{\"active_cert\":\"none\"}");
    assertEquals(CheckOutcome.FAIL, finding.outcome());
    assertEquals("active_cert: data other than a PEM certificate (at byte 0)", finding.summary());
  }
}
