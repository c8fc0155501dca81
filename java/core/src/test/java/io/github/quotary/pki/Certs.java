package io.github.quotary.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A certificate to be written as no CA would: any name, any extension, any signature. Its signature
 * is well-formed and false unless another is given.
 */
final class Certs {
  static final AlgorithmIdentifier ECDSA_SHA256 =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

  private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2035-01-01T00:00:00Z");

  private X500Name subject = new X500Name("CN=Subject");
  private X500Name issuer = new X500Name("CN=Issuer");
  private BigInteger serial = BigInteger.TWO;
  private byte[] publicKey = {4, 1, 2};
  private byte[] signature = signatureValue(BigInteger.ONE, BigInteger.ONE);
  private AlgorithmIdentifier algorithm = ECDSA_SHA256;
  private final Map<ASN1ObjectIdentifier, Extension> extensions = new LinkedHashMap<>();

  private Certs() {
    for (ASN1ObjectIdentifier oid :
        List.of(
            Extension.authorityKeyIdentifier,
            Extension.cRLDistributionPoints,
            Extension.subjectKeyIdentifier,
            Extension.keyUsage,
            Extension.basicConstraints)) {
      extension(oid, false, DERNull.INSTANCE);
    }
  }

  /** A certificate with all five extensions, whose content is NULL. */
  static Certs named(String subject, String issuer) {
    Certs certs = new Certs();
    certs.subject = new X500Name(subject);
    certs.issuer = new X500Name(issuer);
    return certs;
  }

  static Certs any() {
    return new Certs();
  }

  Certs serial(BigInteger value) {
    serial = value;
    return this;
  }

  Certs publicKey(byte[] bitString) {
    publicKey = bitString;
    return this;
  }

  Certs signature(byte[] bitString) {
    signature = bitString;
    return this;
  }

  Certs algorithm(AlgorithmIdentifier declared) {
    algorithm = declared;
    return this;
  }

  Certs without(ASN1ObjectIdentifier oid) {
    extensions.remove(oid);
    return this;
  }

  Certs extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    extensions.put(oid, new Extension(oid, critical, new DEROctetString(encode(value))));
    return this;
  }

  /** What a signature covers. */
  byte[] toBeSigned() {
    return encode(tbs());
  }

  private ASN1Encodable tbs() {
    V3TBSCertificateGenerator tbs = new V3TBSCertificateGenerator();
    tbs.setSerialNumber(new ASN1Integer(serial));
    tbs.setSignature(algorithm);
    tbs.setIssuer(issuer);
    tbs.setStartDate(new Time(Date.from(FROM)));
    tbs.setEndDate(new Time(Date.from(UNTIL)));
    tbs.setSubject(subject);
    tbs.setSubjectPublicKeyInfo(new SubjectPublicKeyInfo(ECDSA_SHA256, publicKey));
    if (!extensions.isEmpty()) {
      tbs.setExtensions(new Extensions(extensions.values().toArray(Extension[]::new)));
    }
    return tbs.generateTBSCertificate();
  }

  byte[] der() {
    return encode(sequence(tbs(), algorithm, new DERBitString(signature)));
  }

  X509Cert parse() throws PkiFormatException {
    return X509Cert.parse(der());
  }

  String pem() {
    return pem(der());
  }

  static String pem(byte[] der) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }

  static ByteBuffer pem(Certs... certificates) {
    List<String> pems = new ArrayList<>();
    for (Certs certificate : certificates) {
      pems.add(certificate.pem());
    }
    return text(String.join("", pems));
  }

  static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static byte[] signatureValue(BigInteger r, BigInteger s) {
    return encode(sequence(new ASN1Integer(r), new ASN1Integer(s)));
  }

  static DERSequence sequence(ASN1Encodable... elements) {
    ASN1EncodableVector vector = new ASN1EncodableVector();
    for (ASN1Encodable element : elements) {
      vector.add(element);
    }
    return new DERSequence(vector);
  }

  static byte[] encode(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the part begins in the bytes. */
  static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i <= bytes.length - part.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not inside");
  }
}
