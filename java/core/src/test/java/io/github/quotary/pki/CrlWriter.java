package io.github.quotary.pki;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;

/** A list to be written as no CA would. */
final class CrlWriter {
  static final Instant THIS_UPDATE = Instant.parse("2026-06-01T00:00:00Z");
  static final Instant NEXT_UPDATE = Instant.parse("2026-07-01T00:00:00Z");
  private static final String ISSUER = "CN=Intel SGX Root CA,O=Intel";

  private final V2TBSCertListGenerator tbs = new V2TBSCertListGenerator();
  private final ExtensionsGenerator extensions = new ExtensionsGenerator();
  private AlgorithmIdentifier outer = Certs.ECDSA_SHA256;

  CrlWriter() {
    tbs.setIssuer(new X500Name(ISSUER));
    tbs.setThisUpdate(new Time(Date.from(THIS_UPDATE)));
    tbs.setNextUpdate(new Time(Date.from(NEXT_UPDATE)));
    tbs.setSignature(outer);
  }

  static CrlWriter usual() {
    return new CrlWriter()
        .extension(Extension.authorityKeyIdentifier, Certs.sequence())
        .extension(Extension.cRLNumber, new ASN1Integer(34));
  }

  CrlWriter withoutNextUpdate() {
    tbs.setNextUpdate((Time) null);
    return this;
  }

  CrlWriter extension(ASN1ObjectIdentifier oid, ASN1Encodable value) {
    extensions.addExtension(oid, false, Certs.encode(value));
    return this;
  }

  CrlWriter revoke(long serial, Instant date, int reason) {
    tbs.addCRLEntry(new ASN1Integer(BigInteger.valueOf(serial)), new Time(Date.from(date)), reason);
    return this;
  }

  CrlWriter algorithms(ASN1ObjectIdentifier inside, ASN1ObjectIdentifier outside) {
    tbs.setSignature(new AlgorithmIdentifier(inside));
    outer = new AlgorithmIdentifier(outside);
    return this;
  }

  ASN1Encodable toBeSigned() {
    if (!extensions.isEmpty()) {
      tbs.setExtensions(extensions.generate());
    }
    return tbs.generateTBSCertList();
  }

  byte[] der(byte[] signature) {
    return Certs.encode(Certs.sequence(toBeSigned(), outer, new DERBitString(signature)));
  }

  byte[] der() {
    return der(Certs.signatureValue(BigInteger.ONE, BigInteger.ONE));
  }

  Crl parse() throws PkiFormatException {
    return Crl.parse(der());
  }
}
