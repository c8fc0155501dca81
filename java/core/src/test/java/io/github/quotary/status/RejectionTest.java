package io.github.quotary.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectionTest {
  private static String detail(String text) {
    return Rejection.of(RejectReason.PCK_REVOKED, text).detail();
  }

  /** Names of certificates that nobody has checked yet end up in logs. */
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\u001b", "\0", "\u0085", "\u2028", "\u202e", "\u200b", "\t"})
  void aDetailIsOneLineThatCannotForgeOthers(String character) {
    String escape = "\\u{" + Integer.toHexString(character.charAt(0)) + "}";
    assertEquals("a" + escape + "INFO verified", detail("a" + character + "INFO verified"));
  }

  @Test
  void namesInOtherScriptsStay() {
    assertEquals("cn=caf\u00e9 \u4e2d\ud83d\ude00", detail("cn=caf\u00e9 \u4e2d\ud83d\ude00"));
  }

  @Test
  void aDetailHasAtMost1000Characters() {
    assertEquals("a".repeat(1000), detail("a".repeat(1000)));
    String cut = detail("a".repeat(1_000_000));
    assertEquals(1000, cut.length());
    assertTrue(cut.endsWith("a... (1000000 characters)"), cut);
  }

  @Test
  void comparedValuesAreOneLineToo() {
    Problem problem =
        Problem.mismatch("issuer", "cn=a\nb", "CRL", "cn=" + "c ".repeat(5000), "certificate");
    Comparison comparison = new Rejection(RejectReason.PCK_CRL_INVALID, problem).comparison().get();
    assertEquals("cn=a\\u{a}b", comparison.expected());
    assertEquals(1000, comparison.found().length());
    assertTrue(
        problem.detail().contains(", cn=a\\u{a}b in CRL") || problem.detail().length() == 1000);
    assertTrue(problem.detail().length() <= 1000);
    assertFalse(problem.detail().contains("\n"));
  }

  @Test
  void theFirstIsTheOneThatIntelReports() {
    Rejection early = Rejection.of(RejectReason.TCB_INFO_UNSUPPORTED_FORMAT, "early");
    Rejection late = Rejection.of(RejectReason.QUOTE_INVALID_SIGNATURE, "late");
    assertSame(early, Rejection.first(early, late));
    assertSame(early, Rejection.first(late, early));
    assertSame(late, Rejection.first(null, late));
    assertSame(late, Rejection.first(late, null));
    assertNull(Rejection.first(null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "TCB_INFO_MISMATCH, quote, STATUS_TCB_INFO_MISMATCH, SGX_QL_TCBINFO_MISMATCH",
    "QUOTE_TOO_SHORT, args, , SGX_QL_ERROR_INVALID_PARAMETER",
    "PCK_CHAIN_PCK_REVOKED, pck_chain, STATUS_SGX_PCK_REVOKED, SGX_QL_PCK_REVOKED"
  })
  void aReasonSpeaksIntelsWords(RejectReason reason, String stage, String status, String code) {
    assertEquals(stage, reason.stage().id());
    assertEquals(status, reason.qvlStatus().orElse(null));
    assertEquals(code, reason.returnCode());
  }

  /** Comparing ordinals compares places in Intel's order only if the stages are in order, too. */
  @Test
  void reasonsStandInTheOrderOfTheirStages() {
    RejectReason before = RejectReason.values()[0];
    for (RejectReason reason : RejectReason.values()) {
      assertTrue(before.stage().compareTo(reason.stage()) <= 0, before + ", " + reason);
      before = reason;
    }
  }
}
