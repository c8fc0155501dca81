package io.github.quotary.pcs.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.quotary.quote.TeeType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerChainHeaderTest {
  private static final DocumentKey TCB_INFO = Platforms.tcbInfo(Platforms.TDX);
  private static final DocumentKey QE_IDENTITY =
      new DocumentKey.QeIdentity(TeeType.TDX, TcbUpdate.STANDARD);

  @Test
  void aPlusSignIsAPlusSign() throws Refusal {
    assertEquals(
        "-----BEGIN CERTIFICATE-----\na+b/c=",
        decode("-----BEGIN%20CERTIFICATE-----%0Aa+b%2fc%3D"));
  }

  @Test
  void anEscapedPercentSignIsDecodedOnce() throws Refusal {
    assertEquals("%41", decode("%2541"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "abc%4", "%4G", "%+1", "%-1", "% 1"})
  void invalidPercentEncodingIsRefused(String value) {
    assertEquals(
        FailureKind.MALFORMED,
        assertThrows(Refusal.class, () -> IssuerChainHeader.percentDecode("X", value)).kind());
  }

  @ParameterizedTest
  @CsvSource({
    "TCB-Info-Issuer-Chain, tcb",
    "SGX-TCB-Info-Issuer-Chain, tcb",
    "tcb-info-issuer-chain, tcb",
    "SGX-Enclave-Identity-Issuer-Chain, qe",
  })
  void everyNameIsFound(String name, String kind) throws Refusal {
    DocumentKey key = kind.equals("tcb") ? TCB_INFO : QE_IDENTITY;
    byte[] pem =
        IssuerChainHeader.read(
            key, Map.of(name.toLowerCase(Locale.ROOT), List.of("-----BEGIN%20CERTIFICATE-----")));
    assertEquals("-----BEGIN CERTIFICATE-----", new String(pem, StandardCharsets.US_ASCII));
  }

  @Test
  void aMissingHeaderIsNamed() {
    Refusal refusal = assertThrows(Refusal.class, () -> IssuerChainHeader.read(TCB_INFO, Map.of()));
    assertEquals(
        "the response has no header TCB-Info-Issuer-Chain or SGX-TCB-Info-Issuer-Chain",
        refusal.detail());
  }

  @Test
  void aFormEncodedChainIsRefusedAndNotRepaired() {
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () ->
                IssuerChainHeader.read(
                    TCB_INFO,
                    Map.of("tcb-info-issuer-chain", List.of("-----BEGIN+CERTIFICATE-----%0AMII"))));
    assertEquals(FailureKind.MALFORMED, refusal.kind());
  }

  private static String decode(String value) throws Refusal {
    return new String(IssuerChainHeader.percentDecode("X", value), StandardCharsets.US_ASCII);
  }
}
