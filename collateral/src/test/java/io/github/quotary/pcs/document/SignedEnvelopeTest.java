package io.github.quotary.pcs.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedEnvelopeTest {
  @Test
  void aDateIsATimeThatExists() throws Refusal {
    assertEquals(
        Instant.parse("2024-02-29T00:00:00Z"),
        SignedEnvelope.date("issueDate", "2024-02-29T00:00:00Z"));
    for (String value : new String[] {"2025-02-29T00:00:00Z", "2025-02-28", "", "soon"}) {
      Refusal refusal = assertThrows(Refusal.class, () -> SignedEnvelope.date("issueDate", value));
      assertEquals(FailureKind.MALFORMED, refusal.kind());
      assertEquals("its issueDate is not a valid time: " + value, refusal.detail());
    }
  }

  @Test
  void aMemberIsFoundAlsoWhereTheRestIsBroken() {
    assertTrue(hasTcbInfo("{\"a\":1,\"tcbInfo\":{},"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "{", "{\"a\":", "{\"a\":{}}", "{\"a\":{\"tcbInfo\":1}}", "{]"})
  void aMemberOfWhatIsNoObjectWithItIsNotFound(String text) {
    assertFalse(hasTcbInfo(text));
  }

  private static boolean hasTcbInfo(String text) {
    return SignedEnvelope.hasMember(text.getBytes(StandardCharsets.UTF_8), "tcbInfo");
  }
}
