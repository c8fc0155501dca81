package io.github.quotary.domain.dstack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.Measurement;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.junit.jupiter.api.Test;

/** dstack's extensions in certificates that nobody signed. */
class RaTlsCertificateTest {
  private static final String ARC = "1.3.6.1.4.1.62397.1.";
  private static final AlgorithmIdentifier ALGORITHM =
      new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.2.1"));
  private static final SubjectPublicKeyInfo KEY =
      new SubjectPublicKeyInfo(ALGORITHM, Workload.filled(65, 4));

  private static Extension extension(String arc, byte[] content) throws IOException {
    return new Extension(
        new ASN1ObjectIdentifier(ARC + arc),
        false,
        new DEROctetString(new DEROctetString(content).getEncoded()));
  }

  private static byte[] certificate(Extension... extensions) throws IOException {
    V3TBSCertificateGenerator tbs = new V3TBSCertificateGenerator();
    tbs.setSerialNumber(new ASN1Integer(BigInteger.ONE));
    tbs.setSignature(ALGORITHM);
    tbs.setIssuer(new X500Name("CN=app"));
    tbs.setSubject(new X500Name("CN=app"));
    tbs.setStartDate(new Time(new Date(0)));
    tbs.setEndDate(new Time(new Date(1)));
    tbs.setSubjectPublicKeyInfo(KEY);
    if (extensions.length > 0) {
      tbs.setExtensions(new Extensions(extensions));
    }
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(tbs.generateTBSCertificate());
    parts.add(ALGORITHM);
    parts.add(new DERBitString(new byte[8]));
    return new DERSequence(parts).getEncoded();
  }

  private static RaTlsCertificate read(byte[] bytes) {
    return RaTlsCertificate.read(bytes).found().orElseThrow();
  }

  private static String malformed(byte[] bytes) {
    return RaTlsCertificate.read(bytes).problem().orElseThrow();
  }

  @Test
  void readsEveryExtension() throws IOException {
    byte[] der =
        certificate(
            extension("1", new byte[] {1}),
            extension("2", "[]".getBytes(US_ASCII)),
            extension("3", Workload.APP),
            extension("4", "app:custom".getBytes(US_ASCII)),
            extension("8", new byte[] {8}),
            extension("9", new byte[] {9}));
    RaTlsCertificate certificate = read(der);
    assertEquals(Optional.of(ByteBuffer.wrap(new byte[] {1})), certificate.quote());
    assertEquals(Optional.of(ByteBuffer.wrap("[]".getBytes(US_ASCII))), certificate.eventLog());
    assertEquals(Optional.of(Measurement.of(Workload.APP)), certificate.appId());
    assertEquals(Optional.of("app:custom"), certificate.specialUsage());
    assertEquals(Optional.of(ByteBuffer.wrap(new byte[] {8})), certificate.attestation());
    assertEquals(Optional.of(ByteBuffer.wrap(new byte[] {9})), certificate.appInfo());
    assertEquals(ByteBuffer.wrap(KEY.getEncoded()), certificate.subjectPublicKeyInfo());

    String pem =
        "# a comment\n-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END CERTIFICATE-----\n";
    assertEquals(certificate, read(pem.getBytes(US_ASCII)));
  }

  @Test
  void readsACertificateWithNoneOfThem() throws IOException {
    assertEquals(Optional.empty(), read(certificate()).quote());
    assertEquals(Optional.empty(), read(certificate(extension("7", new byte[0]))).attestation());
  }

  /** A quote ends in the chain of its PCK certificate. */
  @Test
  void readsTheCertificateAndNotOneInItsQuote() throws IOException {
    String inner =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate())
            + "\n-----END CERTIFICATE-----\n";
    byte[] quote = inner.getBytes(US_ASCII);
    assertEquals(
        Optional.of(ByteBuffer.wrap(quote)), read(certificate(extension("1", quote))).quote());
  }

  /** Whoever hashes the key must hash what stands in the certificate. */
  @Test
  void takesTheKeyAsItStands() throws IOException {
    ASN1Sequence certificate = ASN1Sequence.getInstance(certificate());
    byte[] tbs = certificate.getObjectAt(0).toASN1Primitive().getEncoded();
    byte[] key = KEY.getEncoded();
    int at = indexOf(tbs, key);
    ByteArrayOutputStream longer = new ByteArrayOutputStream();
    longer.writeBytes(new byte[] {0x30, (byte) 0x81});
    longer.write(key, 1, key.length - 1);
    byte[] asItStands = longer.toByteArray();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int header = tbs[1] < 0 ? 3 : 2;
    content.write(tbs, header, at - header);
    content.writeBytes(asItStands);
    content.write(tbs, at + key.length, tbs.length - at - key.length);
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    parts.writeBytes(sequence(content.toByteArray()));
    parts.writeBytes(certificate.getObjectAt(1).toASN1Primitive().getEncoded());
    parts.writeBytes(certificate.getObjectAt(2).toASN1Primitive().getEncoded());
    assertEquals(
        ByteBuffer.wrap(asItStands), read(sequence(parts.toByteArray())).subjectPublicKeyInfo());
  }

  private static byte[] sequence(byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(content.length + 4).put((byte) 0x30).put((byte) 0x82);
    return out.putShort((short) content.length).put(content).array();
  }

  private static int indexOf(byte[] whole, byte[] part) {
    int at = 0;
    while (!Arrays.equals(Arrays.copyOfRange(whole, at, at + part.length), part)) {
      at++;
    }
    return at;
  }

  @Test
  void isBoundToTheQuoteOfItsKey() throws IOException {
    byte[] reportData = Workload.hash("SHA-512", "ratls-cert:".getBytes(UTF_8), KEY.getEncoded());
    RaTlsCertificate certificate = read(certificate());
    assertTrue(certificate.isNamedBy(Workload.up().reportData(reportData).report()));
    reportData[63] ^= 1;
    assertFalse(certificate.isNamedBy(Workload.up().reportData(reportData).report()));
  }

  @Test
  void aVerifiedQuoteIsBoundToTheKeyInItsReportData() throws IOException {
    byte[] reportData = Workload.hash("SHA-512", "ratls-cert:".getBytes(UTF_8), KEY.getEncoded());
    assertTrue(read(certificate()).isBoundTo(verified(reportData)));
    reportData[0] ^= 1;
    assertFalse(read(certificate()).isBoundTo(verified(reportData)));
  }

  private static VerificationResult.Verified verified(byte[] reportData) {
    String hex = Measurement.of(reportData).toString();
    Evidence evidence =
        Simulator.seeded(5)
            .evidence(
                Scenario.upToDate(QuoteShape.V5_TDX_15)
                    .withTd(td -> td.with(TdField.REPORTDATA, hex)));
    Verifier verifier =
        Verifier.builder().trustAnchor(TrustAnchor.of(evidence.rootPem().getBytes(UTF_8))).build();
    return (VerificationResult.Verified)
        verifier.verify(
            ByteBuffer.wrap(evidence.quote()),
            Collateral.fromJson(evidence.collateralJson().getBytes(UTF_8)),
            evidence.at());
  }

  @Test
  void unzipsALogUpToABound() throws IOException {
    assertEquals(
        Optional.of(ByteBuffer.wrap("[]".getBytes(US_ASCII))),
        read(certificate(extension("2", zipped("[]".getBytes(US_ASCII))))).eventLog());
    assertTrue(
        malformed(certificate(extension("2", zipped(new byte[(16 << 20) + 1]))))
            .contains("more than 16777216 bytes"));
    assertTrue(
        malformed(certificate(extension("2", "ELGZv1 no gzip".getBytes(US_ASCII)))).length() > 0);
  }

  private static byte[] zipped(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("ELGZv1".getBytes(US_ASCII));
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  @Test
  void refusesWhatIsMalformed() throws IOException {
    malformed(new byte[0]);
    malformed("no certificate".getBytes(US_ASCII));
    malformed("-----BEGIN CERTIFICATE-----\nAAAA".getBytes(US_ASCII));
    byte[] der = certificate(extension("1", new byte[] {1}));
    malformed(Arrays.copyOf(der, der.length - 1));
    malformed(Arrays.copyOf(der, der.length + 1));
    assertTrue(malformed(certificate(extension("3", new byte[19]))).contains("19 bytes"));
    malformed(certificate(extension("1", new byte[1]), extension("1", new byte[2])));
    Extension text =
        new Extension(
            new ASN1ObjectIdentifier(ARC + "1"),
            false,
            new DEROctetString(new DERUTF8String("text").getEncoded()));
    assertTrue(malformed(certificate(text)).contains("OCTET STRING"));
  }

  @Test
  void survivesDeepNesting() {
    byte[] deep = new byte[100_000];
    for (int i = 0; i < deep.length; i += 2) {
      deep[i] = 0x30;
      deep[i + 1] = (byte) 0x80;
    }
    malformed(deep);
    byte[] nested = new byte[0];
    for (int i = 0; i < 5_000; i++) {
      ByteBuffer outer = ByteBuffer.allocate(nested.length + 5).put((byte) 0x30).put((byte) 0x83);
      outer.put((byte) (nested.length >> 16)).putShort((short) nested.length).put(nested);
      nested = outer.array();
    }
    malformed(nested);
  }
}
