package io.github.quotary.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Certificates and chains. What the quick readers of Intel's layout take, the readers of any layout
 * take, too, and read the same.
 */
class CertificateFuzzTest {
  private static final int TEXT = 0;
  private static final int DER = 1;
  private static final int SGX_EXTENSION = 2;

  static Stream<byte[]> seeds() throws PkiFormatException {
    String signing = Seeds.evidence().tcbInfoIssuerChain();
    String crlIssuers = Seeds.evidence().pckCrlIssuerChain();
    PckChain pck =
        PckChain.parse(
            io.github.quotary.quote.Quote.copyOf(Seeds.evidence().quote())
                .signatureData()
                .certificationData()
                .data());
    byte[] leaf = pck.certificates().get(0).encoded();
    byte[] extension =
        CertificateReader.read(leaf, new KnownCertificates().forOneVerification()).sgxExtension();
    return Stream.of(
        Seeds.forReader(TEXT, signing),
        Seeds.forReader(TEXT, crlIssuers),
        Seeds.forReader(DER, leaf),
        Seeds.forReader(DER, pck.certificates().get(2).encoded()),
        Seeds.forReader(SGX_EXTENSION, extension));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] rest = Seeds.rest(input);
    switch (Seeds.reader(input, 3)) {
      case TEXT -> chains(rest);
      case DER -> {
        certificate(rest);
        chains(pem(rest));
      }
      default -> extension(rest);
    }
  }

  private static byte[] pem(byte[] der) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return ("-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void chains(byte[] text) {
    try {
      SigningChain.parse(ByteBuffer.wrap(text)).certificates().forEach(X509Cert::toString);
      PckChain chain = PckChain.parse(ByteBuffer.wrap(text));
      chain.pck().ifPresent(pck -> assertNotNull(pck.toString()));
      assertTrue(!chain.earliestNotBefore().isAfter(chain.latestNotBefore()));
    } catch (PkiFormatException e) {
      assertNotNull(e.problem());
    }
  }

  private static void certificate(byte[] der) {
    KnownCertificates none = new KnownCertificates();
    CertificateFields quick = null;
    try {
      quick = IntelCertificateReader.read(der, none);
    } catch (OtherLayoutException e) {
      assertNotNull(e);
    }
    CertificateFields any = null;
    try {
      any = CertificateReader.read(der, none);
    } catch (PkiFormatException e) {
      assertNotNull(e.problem());
    }
    if (quick != null) {
      assertNotNull(any, "only the quick reader takes it");
      assertTrue(quick.subject().matches(any.subject()));
      assertTrue(quick.issuer().rendersLike(any.issuer()));
      assertEquals(quick.serial(), any.serial());
      assertEquals(quick.notBefore(), any.notBefore());
      assertEquals(quick.notAfter(), any.notAfter());
      assertArrayEquals(quick.publicKey(), any.publicKey());
      assertArrayEquals(quick.toBeSignedDigest(), any.toBeSignedDigest());
      assertEquals(quick.signatureBytes(), any.signatureBytes());
      assertEquals(quick.signature(), any.signature());
      assertArrayEquals(quick.sgxExtension(), any.sgxExtension());
    }
  }

  private static void extension(byte[] value) {
    SgxExtension any = null;
    try {
      any = SgxExtensionParser.parse(value);
    } catch (PkiFormatException e) {
      assertNotNull(e.problem());
    }
    try {
      assertEquals(IntelSgxExtensionReader.read(value), any);
    } catch (OtherLayoutException e) {
      assertNotNull(e);
    }
  }
}
