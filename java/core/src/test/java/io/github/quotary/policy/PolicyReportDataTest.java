package io.github.quotary.policy;

import static io.github.quotary.policy.PolicyFixture.sgx;
import static io.github.quotary.policy.PolicyFixture.tdx;
import static io.github.quotary.policy.PolicyFixture.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyReportDataTest {
  private static final byte[] NONCE = HexFormat.of().parseHex("5a".repeat(32));

  private static QuotePolicy expecting(byte[] bytes) {
    return QuotePolicy.builder().reportDataPaddedWithZeros(bytes).build();
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

  private static boolean accepts(QuotePolicy policy, String reportData) {
    return PolicyFixture.rules(withReportData(reportData), policy).isEmpty();
  }

  @Test
  void theFormSaysWhatFollowsAValue() {
    String nonce = HexFormat.of().formatHex(NONCE);
    byte[] whole = HexFormat.of().parseHex(nonce + "00".repeat(32));
    String zeros = nonce + "00".repeat(32);
    String noZeros = nonce + "00".repeat(31) + "01";
    String otherStart = "5b" + zeros.substring(2);

    QuotePolicy exact = QuotePolicy.builder().reportDataExact(whole).build();
    assertTrue(accepts(exact, zeros));
    assertFalse(accepts(exact, noZeros));

    QuotePolicy padded = QuotePolicy.builder().reportDataPaddedWithZeros(NONCE).build();
    assertTrue(accepts(padded, zeros));
    assertFalse(accepts(padded, noZeros));

    QuotePolicy start = QuotePolicy.builder().reportDataStartsWith(NONCE).build();
    assertTrue(accepts(start, zeros));
    assertTrue(accepts(start, noZeros), "the rest is free");
    assertFalse(accepts(start, otherStart));
    assertEquals(
        List.of(new Violation("reportData", otherStart, nonce + ", then anything")),
        verify(withReportData(otherStart), start).violations());
  }

  @Test
  void oneOfSeveralValuesIsEnough() {
    byte[] other = HexFormat.of().parseHex("0102");
    String first = "0102" + "00".repeat(62);
    String second = HexFormat.of().formatHex(NONCE) + "00".repeat(32);
    String neither = "03" + "00".repeat(63);
    for (QuotePolicy policy :
        List.of(
            QuotePolicy.builder()
                .reportDataExact(Arrays.copyOf(NONCE, 64), Arrays.copyOf(other, 64))
                .build(),
            QuotePolicy.builder().reportDataStartsWith(NONCE, other).build(),
            QuotePolicy.builder().reportDataPaddedWithZeros(NONCE, other).build())) {
      assertTrue(accepts(policy, first), policy.toJson());
      assertTrue(accepts(policy, second), policy.toJson());
      assertFalse(accepts(policy, neither), policy.toJson());
      assertEquals(policy, PolicyFixture.policy(policy.toJson()));
    }
  }

  /** A call states report data in the same forms; a value that is all zero names nobody. */
  @Test
  void aCallStatesTheSameForms() {
    byte[] whole = Arrays.copyOf(NONCE, 64);
    for (Expected expected :
        List.of(
            Expected.reportDataExact(whole),
            Expected.builder().reportDataExact(new byte[64], whole).build(),
            Expected.builder().reportDataStartsWith(NONCE).build(),
            Expected.builder().reportDataPaddedWithZeros(NONCE).build())) {
      assertEquals(Set.of("reportData"), expected.stated());
      assertTrue(expected.statesReportData());
    }
    assertTrue(Expected.builder().reportDataStartsWith(NONCE).build().statesIdentity());
    assertFalse(Expected.builder().reportDataExact(new byte[64], whole).build().statesIdentity());
    assertFalse(
        QuotePolicy.builder().reportDataExact(whole, new byte[64]).build().statesIdentity());
    assertTrue(QuotePolicy.builder().reportDataExact(whole).build().statesIdentity());
    assertThrows(IllegalArgumentException.class, () -> Expected.reportDataExact(new byte[63]));
  }

  @Test
  void theJsonNamesTheForm() {
    String longest = "5a".repeat(64);
    for (String json :
        List.of(
            "{ \"reportData\" : { \"exact\" : \"" + longest + "\" } }",
            "{ \"reportData\" : { \"startsWith\" : \"5a\" } }",
            "{ \"reportData\" : { \"paddedWithZeros\" : [ \"5a\", \"" + longest + "\" ] } }")) {
      QuotePolicy policy = PolicyFixture.policy(json);
      assertEquals(json, policy.toJson().replaceAll("\\s+", " "));
    }
  }

  @Test
  void sizesThatReportDataCannotHaveAreRefused() {
    PolicyBuilder builder = QuotePolicy.builder();
    for (int size : new int[] {0, 1, 63, 65}) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> builder.reportDataExact(new byte[size]));
      assertEquals("Report data of " + size + " bytes; exact has 64", e.getMessage());
    }
    for (int size : new int[] {0, 65}) {
      assertThrows(
          IllegalArgumentException.class, () -> builder.reportDataStartsWith(new byte[size]));
      assertThrows(
          IllegalArgumentException.class, () -> builder.reportDataPaddedWithZeros(new byte[size]));
    }
    assertThrows(IllegalArgumentException.class, builder::reportDataExact);
    assertThrows(IllegalArgumentException.class, builder::reportDataStartsWith);
  }

  @Test
  void zerosFollowWhatIsPadded() {
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
    QuotePolicy call = file.toBuilder().reportDataPaddedWithZeros(NONCE).build();
    String matching = HexFormat.of().formatHex(Arrays.copyOf(NONCE, 64));
    assertTrue(verify(withReportData(matching), call).isTrusted());
    assertEquals(List.of("reportData"), PolicyFixture.rules(tdx(), call));
    assertEquals(List.of("tee", "reportData"), PolicyFixture.rules(sgx(), call));
    assertEquals(List.of("reportData"), file.waived(), "the policy itself is as it was");
  }
}
