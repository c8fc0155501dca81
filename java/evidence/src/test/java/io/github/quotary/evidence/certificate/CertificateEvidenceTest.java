package io.github.quotary.evidence.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.evidence.part.Binding.Outcome;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;

class CertificateEvidenceTest {
  private static final String DSTACK = "1.3.6.1.4.1.62397.1.";
  private static final String INTEROPERABLE = "2.23.133.5.4.9";
  private static final String GRAMINE = "1.2.840.113741.1337.6";
  private static final byte[] TDX = quote(QuoteShape.V4_TDX);
  private static final byte[] SGX = quote(QuoteShape.V3_SGX);

  private static byte[] quote(QuoteShape shape) {
    return Simulator.seeded(7).evidence(Scenario.upToDate(shape)).quote();
  }

  /** The quote with this report data; its signature does not count here. */
  private static byte[] quote(byte[] quote, byte[] reportData) {
    byte[] changed = quote.clone();
    int at = quote[0] == 3 ? 48 + 320 : 48 + 520;
    System.arraycopy(Arrays.copyOf(reportData, 64), 0, changed, at, 64);
    return changed;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] dstackHash(TestCertificate certificate) {
    return Sha2.newDigest("SHA-512")
        .digest(join("ratls-cert:".getBytes(US_ASCII), certificate.key()));
  }

  private static Recognition read(byte[] bytes) {
    return CertificateEvidence.read(bytes).orElseThrow();
  }

  private static Part.QuotePart quotePart(byte[] bytes) {
    return (Part.QuotePart) ((Recognition.Parts) read(bytes)).parts().get(0);
  }

  private static Map<String, Outcome> outcomes(byte[] bytes) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    quotePart(bytes).bindings().forEach(binding -> outcomes.put(binding.name(), binding.outcome()));
    return outcomes;
  }

  private static String refusal(byte[] bytes) {
    return ((Recognition.Refused) read(bytes)).reason();
  }

  // dstack

  private static byte[] attestation(byte[] quote, byte[] stated) {
    return join(bytes(0, 0), compact(quote.length), quote, bytes(0, 0), stated, bytes(0));
  }

  private static byte[] compact(int value) {
    int encoded = value << 2 | 1;
    return bytes(encoded, encoded >> 8);
  }

  @Test
  void readsDstacksQuoteWithItsLog() {
    TestCertificate certificate = TestCertificate.ec();
    byte[] quote = quote(TDX, dstackHash(certificate));
    certificate.withOctets(DSTACK + "1", quote).withOctets(DSTACK + "2", "[]".getBytes(US_ASCII));
    for (byte[] form :
        List.of(
            certificate.der(),
            TestCertificate.pem(certificate.der()),
            join("subject=app\n".getBytes(US_ASCII), TestCertificate.pem(certificate.der())),
            join(
                TestCertificate.pem(certificate.der()),
                TestCertificate.pem(TestCertificate.ec().der())))) {
      Recognition.Parts parts = (Recognition.Parts) read(form);
      assertEquals(2, parts.parts().size());
      assertEquals(ByteBuffer.wrap(quote), quotePart(form).bytes());
      assertEquals(0, ((Part.LogPart) parts.parts().get(1)).log().size());
      assertEquals(
          Map.of(
              "certificate key in report data",
              Outcome.HOLDS,
              "certificate signature",
              Outcome.HOLDS),
          outcomes(form));
    }
  }

  @Test
  void readsDstacksAttestation() {
    TestCertificate certificate = TestCertificate.rsa();
    byte[] hash = dstackHash(certificate);
    byte[] quote = quote(TDX, hash);
    byte[] der = certificate.withOctets(DSTACK + "8", attestation(quote, hash)).der();
    assertEquals(ByteBuffer.wrap(quote), quotePart(der).bytes());
    assertEquals(
        Map.of(
            "certificate key in report data",
            Outcome.HOLDS,
            "report data stated beside the quote",
            Outcome.HOLDS,
            "certificate signature",
            Outcome.HOLDS),
        outcomes(der));
  }

  @Test
  void saysWhatDstacksCertificateGetsWrong() {
    TestCertificate certificate = TestCertificate.ec();
    byte[] hash = dstackHash(certificate);
    hash[63] ^= 1;
    byte[] other = quote(TDX, hash);
    assertEquals(
        Outcome.FAILS,
        outcomes(certificate.withOctets(DSTACK + "1", other).der())
            .get("certificate key in report data"));
    TestCertificate lying = TestCertificate.ec();
    byte[] right = quote(TDX, dstackHash(lying));
    lying.withOctets(DSTACK + "8", attestation(right, hash));
    assertEquals(Outcome.FAILS, outcomes(lying.der()).get("report data stated beside the quote"));
    assertTrue(refusal(lying.withOctets(DSTACK + "1", other).der()).contains("is not the one of"));
    assertTrue(
        refusal(TestCertificate.ec().withOctets(DSTACK + "8", bytes(0, 9, 9)).der())
            .contains("dstack's attestation"));
    assertTrue(
        refusal(
                TestCertificate.ec()
                    .withOctets(DSTACK + "1", TDX)
                    .withOctets(DSTACK + "2", "{}".getBytes(US_ASCII))
                    .der())
            .contains("dstack's event log"));
  }

  // Interoperable RA-TLS

  private static byte[] head(int major, int size) {
    return size < 24
        ? bytes(major << 5 | size)
        : size < 256 ? bytes(major << 5 | 24, size) : bytes(major << 5 | 25, size >> 8, size);
  }

  private static byte[] octets(byte[] value) {
    return join(head(2, value.length), value);
  }

  private static byte[] text(String value) {
    return join(head(3, value.length()), value.getBytes(US_ASCII));
  }

  private static byte[] claims(TestCertificate certificate, int id, String algorithm) {
    byte[] hash = Sha2.newDigest(algorithm).digest(certificate.key());
    return join(
        head(5, 2),
        text("pubkey-hash"),
        octets(join(head(4, 2), head(0, id), octets(hash))),
        text("nonce"),
        octets(bytes(1, 2, 3)));
  }

  private static byte[] evidence(int tag, byte[] quote, byte[] claims) {
    return join(bytes(0xd9, tag >> 8, tag), head(4, 2), octets(quote), octets(claims));
  }

  @Test
  void readsInteroperableEvidence() {
    for (Map.Entry<Integer, String> hash :
        Map.of(1, "SHA-256", 7, "SHA-384", 8, "SHA-512").entrySet()) {
      TestCertificate certificate = TestCertificate.ec();
      byte[] claims = claims(certificate, hash.getKey(), hash.getValue());
      byte[] quote = quote(TDX, Sha2.sha256(claims));
      byte[] der = certificate.with(INTEROPERABLE, evidence(60_000, quote, claims)).der();
      assertEquals(ByteBuffer.wrap(quote), quotePart(der).bytes());
      assertEquals(
          Map.of(
              "claims in report data",
              Outcome.HOLDS,
              "certificate key in claims",
              Outcome.HOLDS,
              "nonce in claims",
              Outcome.NOT_CHECKED,
              "certificate signature",
              Outcome.HOLDS),
          outcomes(der));
      assertTrue(quotePart(der).bindings().get(2).detail().startsWith("010203"));
    }
  }

  @Test
  void saysWhatInteroperableEvidenceGetsWrong() {
    TestCertificate certificate = TestCertificate.ec();
    byte[] claims = claims(TestCertificate.ec(), 1, "SHA-256");
    byte[] der =
        certificate
            .with(INTEROPERABLE, evidence(60_000, quote(TDX, Sha2.sha256(claims)), claims))
            .der();
    assertEquals(Outcome.FAILS, outcomes(der).get("certificate key in claims"));
    assertEquals(Outcome.HOLDS, outcomes(der).get("claims in report data"));

    byte[] trailing = Arrays.copyOf(Sha2.sha256(claims), 64);
    trailing[40] = 1;
    byte[] padded =
        TestCertificate.ec()
            .with(INTEROPERABLE, evidence(60_000, quote(TDX, trailing), claims))
            .der();
    assertEquals(Outcome.FAILS, outcomes(padded).get("claims in report data"));
  }

  @Test
  void namesInteroperableEvidenceThatIsNoQuote() {
    byte[] claims = claims(TestCertificate.ec(), 1, "SHA-256");
    assertTrue(refusal(interoperable(evidence(60_001, TDX, claims))).contains("60001"));
    assertTrue(refusal(interoperable(evidence(60_002, TDX, claims))).contains("60002"));
    assertTrue(refusal(interoperable(evidence(60_003, TDX, claims))).contains("CBOR tag 60003"));
    assertTrue(
        refusal(interoperable(join(evidence(60_000, TDX, claims), bytes(0)))).contains("follow"));
    assertTrue(
        refusal(interoperable(evidence(60_000, TDX, head(5, 0)))).contains("no pubkey-hash"));
    assertTrue(
        refusal(
                interoperable(
                    evidence(
                        60_000,
                        TDX,
                        join(head(5, 2), text("a"), octets(TDX), text("a"), octets(TDX)))))
            .contains("twice"));
    assertTrue(
        refusal(interoperable(evidence(60_000, TDX, claims(TestCertificate.ec(), 2, "SHA-256"))))
            .contains("hash algorithm 2"));
  }

  private static byte[] interoperable(byte[] evidence) {
    return TestCertificate.ec().with(INTEROPERABLE, evidence).der();
  }

  // Older forms

  @Test
  void readsGraminesQuoteUnderBothIdentifiers() {
    for (String oid : List.of(GRAMINE, "0.6.9.42.840.113741.1337.6")) {
      TestCertificate certificate = TestCertificate.ec();
      byte[] quote = quote(SGX, Sha2.sha256(certificate.key()));
      byte[] der = certificate.with(oid, quote).der();
      assertEquals(ByteBuffer.wrap(quote), quotePart(der).bytes());
      assertEquals(Outcome.HOLDS, outcomes(der).get("certificate key in report data"));
      byte[] foreign = TestCertificate.ec().with(oid, quote).der();
      assertEquals(Outcome.FAILS, outcomes(foreign).get("certificate key in report data"));
    }
  }

  @Test
  void prefersTheStandardExtensionIfBothSpeakForOneWorkload() {
    TestCertificate certificate = TestCertificate.ec();
    byte[] claims = claims(certificate, 1, "SHA-256");
    byte[] quote = quote(SGX, Sha2.sha256(claims));
    certificate
        .with(GRAMINE, quote(SGX, Sha2.sha256(certificate.key())))
        .with(INTEROPERABLE, evidence(60_000, quote, claims));
    assertEquals(ByteBuffer.wrap(quote), quotePart(certificate.der()).bytes());
    assertEquals(
        Outcome.NOT_CHECKED, outcomes(certificate.der()).get("second quote in the certificate"));
  }

  @Test
  void refusesQuotesOfTwoWorkloads() {
    TestCertificate certificate = TestCertificate.ec();
    byte[] claims = claims(certificate, 1, "SHA-256");
    byte[] other = quote(SGX, Sha2.sha256(certificate.key()));
    other[48 + 64] ^= 1;
    certificate
        .with(GRAMINE, other)
        .with(INTEROPERABLE, evidence(60_000, quote(SGX, Sha2.sha256(claims)), claims));
    assertTrue(refusal(certificate.der()).contains("different workloads"));
  }

  // The certificate itself

  @Test
  void saysWhoSignedACertificate() {
    byte[] issued = TestCertificate.ec().issuedBy("CN=authority").with(GRAMINE, SGX).der();
    assertEquals(Outcome.NOT_CHECKED, outcomes(issued).get("certificate signature"));
    byte[] forged = TestCertificate.rsa().with(GRAMINE, SGX).der();
    forged[forged.length - 1] ^= 1;
    assertEquals(Outcome.FAILS, outcomes(forged).get("certificate signature"));
  }

  @Test
  void checksNoBindingOfAQuoteThatCannotBeParsed() {
    byte[] der = TestCertificate.ec().with(GRAMINE, new byte[] {3}).der();
    assertEquals(Outcome.NOT_CHECKED, outcomes(der).get("certificate key in report data"));
  }

  @Test
  void namesOtherCertificates() throws IOException {
    assertTrue(
        refusal(TestCertificate.ec().der())
            .contains("certificate without attestation evidence: subject CN=app"));
    assertTrue(
        refusal(
                TestCertificate.ec()
                    .with("1.2.840.113741.1.13.1", new DERSequence().getEncoded())
                    .der())
            .contains("a PCK certificate"));
    assertTrue(
        refusal(TestCertificate.ec().with("1.3.6.1.4.1.311.105.1", bytes(1)).der())
            .contains("Open Enclave"));
    assertTrue(
        refusal(TestCertificate.ec().with("1.3.9901.2.2.14", bytes(1)).der()).contains("Contrast"));
  }

  @Test
  void namesPemThatCannotBeRead() {
    byte[] pem = TestCertificate.pem(TestCertificate.ec().der());
    assertTrue(refusal(Arrays.copyOf(pem, 100)).contains("END line"));
    pem[40] = '*';
    assertTrue(refusal(pem).contains("base64"));
    assertTrue(refusal(TestCertificate.pem(bytes(0x30, 0))).contains("cannot be read"));
  }

  @Test
  void leavesEverythingElseAlone() {
    byte[] pem = TestCertificate.pem(TestCertificate.ec().der());
    for (byte[] other :
        List.of(
            new byte[0],
            TDX,
            bytes(0x30, 0),
            bytes(0x30, 0x80, 0, 0),
            "no certificate".getBytes(US_ASCII),
            join("{\"a\":\n".getBytes(US_ASCII), pem),
            join("x ".getBytes(US_ASCII), pem))) {
      assertEquals(Optional.empty(), CertificateEvidence.read(other));
    }
  }

  /** Cut off at every byte: never a quote, and nothing is thrown. */
  @Test
  void readsNoQuoteFromWhatIsCutOff() {
    byte[] der = TestCertificate.ec().withOctets(DSTACK + "1", TDX).der();
    for (int size = 0; size < der.length; size++) {
      assertEquals(Optional.empty(), CertificateEvidence.read(Arrays.copyOf(der, size)));
    }
    byte[] claims = claims(TestCertificate.ec(), 1, "SHA-256");
    byte[] evidence = evidence(60_000, Arrays.copyOf(TDX, 700), claims);
    ByteBuffer key = ByteBuffer.wrap(TestCertificate.ec().key());
    for (int size = 0; size < evidence.length; size++) {
      byte[] cut = Arrays.copyOf(evidence, size);
      assertThrows(MalformedException.class, () -> InteroperableEvidence.read(cut, key));
    }
  }
}
