package io.github.quotary.evidence.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.domain.dstack.RaTlsCertificate;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.fuzz.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates with evidence in an extension, in every form of it, and the extensions alone. */
class CertificateEvidenceFuzzTest {
  private static final String[] OIDS = {
    "1.2.840.113741.1337.6",
    "1.3.6.1.4.1.62397.1.1",
    "1.3.6.1.4.1.62397.1.8",
    "2.23.133.5.4.2",
    "2.23.133.5.4.9",
    "1.3.6.1.5.5.7.1.35",
    "0.6.9.42.840.113741.1337.6",
    "1.2.840.113741.1.13.1"
  };
  private static final byte[] QUOTE = Arrays.copyOf(Seeds.evidence().quote(), 700);

  static Stream<byte[]> seeds() {
    byte[] wrapped = octets(QUOTE);
    return Stream.concat(
        Stream.of(OIDS)
            .flatMap(
                oid ->
                    Stream.of(
                        Seeds.forReader(0, certificate(oid, QUOTE)),
                        Seeds.forReader(0, certificate(oid, wrapped)))),
        Stream.of(
            Seeds.forReader(1, certificate(OIDS[0], wrapped)),
            Seeds.forReader(2, wrapped),
            Seeds.forReader(3, wrapped)));
  }

  private static byte[] octets(byte[] value) {
    try {
      return new DEROctetString(value).getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] certificate(String oid, byte[] value) {
    V3TBSCertificateGenerator tbs = new V3TBSCertificateGenerator();
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.2"));
    tbs.setSerialNumber(new ASN1Integer(1));
    tbs.setSignature(algorithm);
    tbs.setIssuer(new X500Name("CN=app"));
    tbs.setSubject(new X500Name("CN=app"));
    tbs.setStartDate(new Time(new java.util.Date(0)));
    tbs.setEndDate(new Time(new java.util.Date(1000)));
    byte[] point = new byte[65];
    point[0] = 4;
    tbs.setSubjectPublicKeyInfo(
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(
                new ASN1ObjectIdentifier("1.2.840.10045.2.1"),
                new ASN1ObjectIdentifier("1.2.840.10045.3.1.7")),
            point));
    tbs.setExtensions(
        new Extensions(
            new Extension[] {new Extension(new ASN1ObjectIdentifier(oid), false, value)}));
    try {
      return new DERSequence(
              new org.bouncycastle.asn1.ASN1Encodable[] {
                tbs.generateTBSCertificate(), algorithm, new DERBitString(new byte[70])
              })
          .getEncoded("DER");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] rest = Seeds.rest(input);
    switch (Seeds.reader(input, 4)) {
      case 0 -> certificate(rest);
      case 1 -> certificate(pem(rest));
      case 2 -> certificate(certificate(OIDS[4], rest));
      default -> certificate(certificate(OIDS[5], rest));
    }
  }

  private static byte[] pem(byte[] der) {
    return Seeds.utf8(
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END CERTIFICATE-----\n");
  }

  private static void certificate(byte[] bytes) {
    assertEquals(
        CertificateEvidence.read(bytes).toString(), CertificateEvidence.read(bytes).toString());
    CertificateEvidence.read(bytes)
        .ifPresent(
            found -> {
              if (found instanceof Recognition.Refused refused) {
                assertFalse(refused.reason().isBlank());
              }
            });
    RaTlsCertificate.read(bytes).problem().ifPresent(text -> assertFalse(text.isBlank()));
  }
}
