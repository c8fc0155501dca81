package io.github.quotary.domain.ct;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A log, and an authority whose certificates it promises to show. */
record SimulatedLog(String operator, KeyPair key) {
  static final Instant NOW = Instant.parse("2026-06-15T00:00:00Z");
  static final Instant NOT_AFTER = Instant.parse("2026-09-01T00:00:00Z");
  static final KeyPair ISSUER = newKey();
  static final KeyPair LEAF = newKey();

  private static final Provider BC = new BouncyCastleProvider();
  private static final ASN1ObjectIdentifier LIST =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
  private static final X500Name AUTHORITY = new X500Name("CN=Simulated authority");

  static SimulatedLog of(String operator) {
    return new SimulatedLog(operator, newKey());
  }

  static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The JSON of a log list with these logs in this state. */
  static String list(String state, SimulatedLog... logs) {
    StringBuilder json = new StringBuilder("{\"version\":\"1\",\"operators\":[");
    for (SimulatedLog log : logs) {
      json.append(json.charAt(json.length() - 1) == '}' ? "," : "");
      json.append(
          """
          {"name":"%s","logs":[{"description":"log of %s","log_id":"%s","key":"%s","mmd":86400,
           "state":{"%s":{"timestamp":"2026-01-01T00:00:00Z"}},
           "temporal_interval":{"start_inclusive":"2026-07-01T00:00:00Z",
           "end_exclusive":"2027-01-01T00:00:00Z"}}]}"""
              .formatted(log.operator, log.operator, base64(log.id()), base64(log.spki()), state));
    }
    return json.append("]}").toString();
  }

  static LogList logList(String state, SimulatedLog... logs) {
    return LogList.fromJson(list(state, logs).getBytes(StandardCharsets.UTF_8));
  }

  /** The authority's own certificate. */
  static byte[] issuer() {
    return certificate(builder(AUTHORITY, ISSUER, 1));
  }

  /** A certificate with timestamps of these logs at this time. */
  static byte[] leaf(Instant timestamp, SimulatedLog... logs) {
    try {
      X509v3CertificateBuilder builder = builder(new X500Name("CN=leaf"), LEAF, 2);
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, "www.example.org")));
      byte[] tbs =
          org.bouncycastle.asn1.x509.Certificate.getInstance(certificate(builder))
              .getTBSCertificate()
              .getEncoded("DER");
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (SimulatedLog log : logs) {
        byte[] one = log.timestamp(tbs, timestamp.toEpochMilli());
        new DataOutputStream(all).writeShort(one.length);
        all.write(one);
      }
      ByteArrayOutputStream list = new ByteArrayOutputStream();
      new DataOutputStream(list).writeShort(all.size());
      list.write(all.toByteArray());
      builder.addExtension(LIST, false, new DEROctetString(list.toByteArray()));
      return certificate(builder);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] timestamp(byte[] tbs, long millis) throws IOException {
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(signed);
    data.writeShort(0);
    data.writeLong(millis);
    data.writeShort(1);
    data.write(sha256(ISSUER.getPublic().getEncoded()));
    data.writeByte(tbs.length >> 16);
    data.writeShort(tbs.length);
    data.write(tbs);
    data.writeShort(0);
    byte[] signature = sign(signed.toByteArray());
    ByteArrayOutputStream timestamp = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(timestamp);
    out.writeByte(0);
    out.write(id());
    out.writeLong(millis);
    out.writeShort(0);
    out.writeByte(4);
    out.writeByte(3);
    out.writeShort(signature.length);
    out.write(signature);
    return timestamp.toByteArray();
  }

  private byte[] sign(byte[] bytes) {
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA", BC);
      signer.initSign(key.getPrivate());
      signer.update(bytes);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] spki() {
    return key.getPublic().getEncoded();
  }

  private byte[] id() {
    return sha256(spki());
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static X509v3CertificateBuilder builder(X500Name subject, KeyPair key, int serial) {
    return new X509v3CertificateBuilder(
        AUTHORITY,
        BigInteger.valueOf(serial),
        Date.from(NOW.minusSeconds(3600)),
        Date.from(NOT_AFTER),
        subject,
        SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()));
  }

  private static byte[] certificate(X509v3CertificateBuilder builder) {
    try {
      ContentSigner signer =
          new JcaContentSignerBuilder("SHA256withECDSA").setProvider(BC).build(ISSUER.getPrivate());
      return builder.build(signer).getEncoded();
    } catch (OperatorCreationException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
