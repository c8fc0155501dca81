package io.github.quotary.simulator.domain.web;

import io.github.quotary.simulator.octets.Digests;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * The laboratory's web PKI: a root that verifiers are told to trust, an intermediate that issues by
 * ACME in the story, and another root that nobody trusts. All comes from the seed. Thread-safe.
 */
public final class WebAuthority {
  private static final AlgorithmIdentifier ECDSA_WITH_SHA256 =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2045-01-01T00:00:00Z");

  private final long seed;
  private final TransparencyLogs logs;
  private final Map<String, WebKey> keys = new ConcurrentHashMap<>();

  private WebAuthority(long seed) {
    this.seed = seed;
    this.logs = new TransparencyLogs(seed);
  }

  /** The authority of this seed. */
  public static WebAuthority seeded(long seed) {
    return new WebAuthority(seed);
  }

  /** The root to trust, DER. */
  public byte[] rootDer() {
    return root(Line.PUBLIC);
  }

  /** The root to trust, PEM. */
  public String rootPem() {
    return PemText.certificate(rootDer());
  }

  /** Issues a certificate. */
  public WebCertificate issue(CertificatePlan plan) {
    WebKey key = key("server " + plan.key());
    return switch (plan.issuer()) {
      case PUBLIC -> issue(plan, Line.PUBLIC);
      case UNKNOWN_ROOT -> issue(plan, Line.UNKNOWN);
      case ITSELF -> {
        TBSCertificate body = leaf(plan, subject(plan), server(plan, key, key).generate());
        byte[] der = signed(body, key);
        yield new WebCertificate(plan, List.of(der), der, key);
      }
    };
  }

  /** The logs of Certificate Transparency that it submits to. */
  public String logListJson() {
    return logs.listJson();
  }

  /** Issues as RFC 6962, section 3 has it: precertificate, timestamps, certificate. */
  private WebCertificate issue(CertificatePlan plan, Line line) {
    WebKey key = key("server " + plan.key());
    WebKey issuer = key(line.intermediate);
    X500Name name = name(line.intermediate);
    TBSCertificate bare = leaf(plan, name, server(plan, key, issuer).generate());
    ExtensionsGenerator poisoned = server(plan, key, issuer);
    add(poisoned, TransparencyLogs.POISON, true, DERNull.INSTANCE);
    byte[] precertificate = signed(leaf(plan, name, poisoned.generate()), issuer);
    ExtensionsGenerator all = server(plan, key, issuer);
    logs.timestamps(plan, issuer.publicKeyDer(), WebKey.der(bare))
        .ifPresent(list -> add(all, TransparencyLogs.TIMESTAMPS, false, list));
    byte[] certificate = signed(leaf(plan, name, all.generate()), issuer);
    return new WebCertificate(plan, List.of(certificate, intermediate(line)), precertificate, key);
  }

  /** The key pair of this name. */
  public WebKey serverKey(String name) {
    return key("server " + name);
  }

  private enum Line {
    PUBLIC("Quotary Laboratory Root X1", "Quotary Laboratory E1"),
    UNKNOWN("Quotary Unknown Root", "Quotary Unknown E1");

    private final String root;
    private final String intermediate;

    Line(String root, String intermediate) {
      this.root = root;
      this.intermediate = intermediate;
    }
  }

  private byte[] root(Line line) {
    WebKey key = key(line.root);
    return certificate(
        name(line.root),
        key,
        name(line.root),
        key,
        serial(line.root),
        FROM,
        UNTIL,
        authority(key, key));
  }

  private byte[] intermediate(Line line) {
    WebKey key = key(line.intermediate);
    WebKey rootKey = key(line.root);
    return certificate(
        name(line.intermediate),
        key,
        name(line.root),
        rootKey,
        serial(line.intermediate),
        FROM,
        UNTIL,
        authority(key, rootKey));
  }

  private TBSCertificate leaf(CertificatePlan plan, X500Name issuer, Extensions extensions) {
    return body(
        subject(plan),
        key("server " + plan.key()),
        issuer,
        serial(plan.toString()),
        plan.notBefore(),
        plan.notAfter(),
        extensions);
  }

  static byte[] certificate(
      X500Name subject,
      WebKey key,
      X500Name issuer,
      WebKey issuerKey,
      BigInteger serial,
      Instant from,
      Instant until,
      Extensions extensions) {
    return signed(body(subject, key, issuer, serial, from, until, extensions), issuerKey);
  }

  private static TBSCertificate body(
      X500Name subject,
      WebKey key,
      X500Name issuer,
      BigInteger serial,
      Instant from,
      Instant until,
      Extensions extensions) {
    V3TBSCertificateGenerator body = new V3TBSCertificateGenerator();
    body.setSerialNumber(new ASN1Integer(serial));
    body.setSignature(ECDSA_WITH_SHA256);
    body.setIssuer(issuer);
    body.setStartDate(new Time(Date.from(from), Locale.ROOT));
    body.setEndDate(new Time(Date.from(until), Locale.ROOT));
    body.setSubject(subject);
    body.setSubjectPublicKeyInfo(key.publicKeyInfo());
    body.setExtensions(extensions);
    return body.generateTBSCertificate();
  }

  private static byte[] signed(TBSCertificate body, WebKey issuerKey) {
    return WebKey.der(
        new DERSequence(
            new ASN1Encodable[] {
              body, ECDSA_WITH_SHA256, new DERBitString(issuerKey.sign(WebKey.der(body)))
            }));
  }

  static Extensions authority(WebKey key, WebKey issuerKey) {
    ExtensionsGenerator all = new ExtensionsGenerator();
    add(all, Extension.basicConstraints, true, new BasicConstraints(true));
    add(all, Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    identifiers(all, key, issuerKey);
    return all.generate();
  }

  private static ExtensionsGenerator server(CertificatePlan plan, WebKey key, WebKey issuerKey) {
    ExtensionsGenerator all = new ExtensionsGenerator();
    add(all, Extension.basicConstraints, true, new BasicConstraints(false));
    add(all, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    add(
        all,
        Extension.extendedKeyUsage,
        false,
        new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    identifiers(all, key, issuerKey);
    List<GeneralName> names = new ArrayList<>();
    plan.dnsNames().forEach(name -> names.add(new GeneralName(GeneralName.dNSName, name)));
    if (plan.ipAddress() != null) {
      names.add(new GeneralName(GeneralName.iPAddress, plan.ipAddress()));
    }
    if (!names.isEmpty()) {
      GeneralNames subject = new GeneralNames(names.toArray(GeneralName[]::new));
      add(all, Extension.subjectAlternativeName, false, subject);
    }
    return all;
  }

  static void identifiers(ExtensionsGenerator all, WebKey key, WebKey issuerKey) {
    add(
        all,
        Extension.subjectKeyIdentifier,
        false,
        new SubjectKeyIdentifier(Digests.sha1(key.publicPoint())));
    add(
        all,
        Extension.authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier(Digests.sha1(issuerKey.publicPoint())));
  }

  static void add(
      ExtensionsGenerator all, ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    all.addExtension(oid, critical, WebKey.der(value));
  }

  private WebKey key(String name) {
    return keys.computeIfAbsent(name, wanted -> WebKey.derive(seed, wanted));
  }

  private static X500Name subject(CertificatePlan plan) {
    return new X500Name("CN=" + plan.commonName());
  }

  static X500Name name(String commonName) {
    return new X500Name("CN=" + commonName + ",O=Quotary Laboratory,C=US");
  }

  /** 16 octets, the highest bit clear: positive and of one length. */
  static BigInteger serial(String what) {
    byte[] hash = Digests.sha256(what.getBytes(StandardCharsets.UTF_8));
    hash[0] = (byte) ((hash[0] & 0x7f) | 0x40);
    return new BigInteger(1, Arrays.copyOf(hash, 16));
  }
}
