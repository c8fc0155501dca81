package io.github.quotary.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.quote.Quote;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parsing a chain of certificates: as a text, and as the DER of one of its certificates. */
class CertificateChainFuzzTest {
  public static void fuzzerTestOneInput(byte[] input) {
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(input)
            + "\n-----END CERTIFICATE-----\n";
    for (byte[] text : List.of(input, pem.getBytes(StandardCharsets.US_ASCII))) {
      try {
        assertNotNull(SigningChain.parse(ByteBuffer.wrap(text)).signer());
        assertNotNull(PckChain.parse(ByteBuffer.wrap(text)).caType());
      } catch (PkiFormatException e) {
        assertNotNull(e.problem());
      }
    }
  }

  @Test
  void takesAnything() throws PkiFormatException {
    ByteBuffer chain =
        Quote.copyOf(Simulated.upToDate().quote()).signatureData().certificationData().data();
    byte[] pem = new byte[chain.remaining()];
    chain.duplicate().get(pem);
    Corpus.feed(pem, CertificateChainFuzzTest::fuzzerTestOneInput);
    byte[] der = PckChain.parse(chain).certificates().get(0).encoded();
    Corpus.feed(der, CertificateChainFuzzTest::fuzzerTestOneInput);
  }
}
