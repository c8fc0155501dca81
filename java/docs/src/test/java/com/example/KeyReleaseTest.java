package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.verify.Verifier;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyReleaseTest {
  private static final byte[] REPORT_DATA =
      HexFormat.of().parseHex(Sample.measured(TdField.REPORTDATA));

  private static Verifier expecting(String mrTd) {
    QuotePolicy policy =
        KeyRelease.policy(mrTd, Sample.measured(TdField.RTMR1), Sample.measured(TdField.RTMR2));
    return Sample.verifier().policy(policy).build();
  }

  @Test
  void theTdThatIsNamedAndAnswersGetsTheKey() {
    KeyRelease.release(
        expecting(Sample.measured(TdField.MRTD)), Sample.EVIDENCE.quote(), REPORT_DATA);
  }

  @Test
  void anotherTdAndAnotherAnswerGetNothing() {
    Verifier another = expecting("ab".repeat(48));
    byte[] quote = Sample.EVIDENCE.quote();
    SecurityException refusal =
        assertThrows(
            SecurityException.class, () -> KeyRelease.release(another, quote, REPORT_DATA));
    assertTrue(refusal.getMessage().contains("NOT TRUSTED"), refusal.getMessage());
    Verifier ours = expecting(Sample.measured(TdField.MRTD));
    assertThrows(SecurityException.class, () -> KeyRelease.release(ours, quote, new byte[64]));
  }

  @Test
  void everyRefusalHasItsWords() {
    Verifier another = expecting("ab".repeat(48));
    byte[] quote = Sample.EVIDENCE.quote();
    assertTrue(KeyRelease.why(another.verify(quote)).contains("mrTd"));
    quote[100] ^= 1;
    assertTrue(KeyRelease.why(another.verify(quote)).startsWith("QUOTE_INVALID_SIGNATURE: "));
    assertEquals("[]", KeyRelease.why(Sample.ofAnybody().verify(Sample.EVIDENCE.quote())));
  }
}
