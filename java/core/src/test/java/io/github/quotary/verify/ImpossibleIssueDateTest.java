package io.github.quotary.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult.Rejected;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Documents in Intel's own layout whose date does not exist are malformed, whoever reads them. */
class ImpossibleIssueDateTest {
  private static final Evidence GOOD = Simulated.upToDate();

  private static String changed(String envelope) {
    String changed =
        envelope.replaceFirst("\"issueDate\":\"[0-9-]{10}", "\"issueDate\":\"2026-02-30");
    assertNotEquals(envelope, changed);
    return changed;
  }

  private static RejectReason reason(Collateral collateral) {
    VerificationResult result =
        Simulated.verifier(GOOD)
            .build()
            .verify(ByteBuffer.wrap(GOOD.quote()), collateral, GOOD.at());
    return ((Rejected) result).reason();
  }

  @Test
  void ofTcbInfo() {
    byte[] document = changed(GOOD.tcbInfoEnvelope()).getBytes(UTF_8);
    assertEquals(
        RejectReason.TCB_INFO_UNSUPPORTED_FORMAT,
        reason(Simulated.collateralBuilder(GOOD).tcbInfo(document).build()));
  }

  @Test
  void ofQeIdentity() {
    byte[] document = changed(GOOD.qeIdentityEnvelope()).getBytes(UTF_8);
    assertEquals(
        RejectReason.QE_IDENTITY_UNSUPPORTED_FORMAT,
        reason(Simulated.collateralBuilder(GOOD).qeIdentity(document).build()));
  }
}
