package io.github.quotary.policy;

import static io.github.quotary.policy.PolicyFixture.sgx;
import static io.github.quotary.policy.PolicyFixture.tdx;
import static io.github.quotary.policy.PolicyFixture.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyReportDataTest {
  private static final byte[] NONCE = HexFormat.of().parseHex("5a".repeat(32));

  private static QuotePolicy expecting(byte[] bytes) {
    return QuotePolicy.builder().reportData(bytes).build();
  }

  private static Scenario withReportData(String hex) {
    return tdx().withTd(td -> td.with(TdField.REPORTDATA, hex));
  }

  @Test
  void byDefaultItIsWaivedByName() {
    assertEquals(List.of("reportData", "identity"), verify(tdx(), QuotePolicy.strict()).waived());
    assertEquals(
        List.of("reportData", "identity"),
        verify(tdx(), QuotePolicy.builder().waiveReportData().build()).waived());
  }

  @Test
  void allSixtyFourBytesAreCompared() {
    byte[] exact = HexFormat.of().parseHex(tdx().quote().td().get(TdField.REPORTDATA));
    Verified verified = verify(tdx(), expecting(exact));
    assertTrue(verified.isTrusted());
    assertEquals(List.of("identity"), verified.waived(), "what is checked is not waived");
    for (int i = 0; i < exact.length; i++) {
      byte[] other = exact.clone();
      other[i] ^= 1;
      assertFalse(verify(tdx(), expecting(other)).isTrusted(), "byte " + i);
    }
    byte[] enclaves = HexFormat.of().parseHex(sgx().quote().enclave().get(EnclaveField.REPORTDATA));
    assertTrue(verify(sgx(), expecting(enclaves)).isTrusted());
  }

  @Test
  void zerosFollowAPrefix() {
    String nonce = HexFormat.of().formatHex(NONCE);
    assertTrue(verify(withReportData(nonce + "00".repeat(32)), expecting(NONCE)).isTrusted());
    String value = nonce + "00".repeat(31) + "01";
    Verified verified = verify(withReportData(value), expecting(NONCE));
    assertEquals(
        List.of(new Violation("reportData", value, nonce + " and 32 bytes of zero")),
        verified.violations());
  }

  @Test
  void aNonceIsAddedToThePolicyOfAFile() {
    QuotePolicy file =
        PolicyFixture.policy("{\"tee\": \"tdx\", \"minTcbEvaluationDataNumber\": 1}");
    QuotePolicy call = file.toBuilder().reportData(NONCE).build();
    String matching = HexFormat.of().formatHex(Arrays.copyOf(NONCE, 64));
    assertTrue(verify(withReportData(matching), call).isTrusted());
    assertEquals(List.of("reportData"), PolicyFixture.rules(tdx(), call));
    assertEquals(List.of("tee", "reportData"), PolicyFixture.rules(sgx(), call));
    assertEquals(List.of("reportData"), file.waived(), "the policy itself is as it was");
  }
}
