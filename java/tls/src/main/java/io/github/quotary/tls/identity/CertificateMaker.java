package io.github.quotary.tls.identity;

import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.GuestFault;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes a P-256 key in memory, and a certificate with evidence over it that the key signs. */
final class CertificateMaker {
  /** Clocks of peers may be slow. */
  private static final Duration SLACK = Duration.ofMinutes(5);

  private static final int SERIAL_BITS = 127;

  private final EvidenceMaker evidence;
  private final CertificatePlan plan;
  private final SecureRandom random;

  CertificateMaker(EvidenceMaker evidence, CertificatePlan plan, SecureRandom random) {
    this.evidence = evidence;
    this.plan = plan;
    this.random = random;
  }

  /** A new key and its certificate; takes as long as the evidence takes. */
  Answer<Generation> make(Instant at) {
    KeyPair keys = keys();
    return evidence
        .evidence(keys.getPublic().getEncoded())
        .then(
            extensions -> {
              try {
                X509Certificate certificate = certificate(keys, extensions, at);
                return Answer.given(
                    new Generation(
                        keys.getPrivate(),
                        new AttestedIdentity(certificate, evidence.source(), at)));
              } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
                return Answer.failed(
                    new GuestFault.Broken(
                        "the certificate with evidence from " + evidence.source(),
                        String.valueOf(e.getMessage()),
                        "see whether its names can stand in a certificate"));
              }
            });
  }

  private KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM cannot make keys on P-256, as TLS needs", e);
    }
  }

  private X509Certificate certificate(KeyPair keys, List<EvidenceExtension> extensions, Instant at)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    // As a value: of a string, Bouncy Castle would read a leading # or \ as notation.
    X500Name name =
        new X500NameBuilder().addRDN(BCStyle.CN, new DERUTF8String(plan.commonName())).build();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
            Date.from(at.minus(SLACK)),
            Date.from(at.plus(plan.validity())),
            name,
            keys.getPublic());
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage,
        false,
        new ExtendedKeyUsage(
            new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
    List<GeneralName> names = names();
    if (!names.isEmpty()) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.toArray(GeneralName[]::new)));
    }
    for (EvidenceExtension extension : extensions) {
      builder.addExtension(
          new Extension(
              new ASN1ObjectIdentifier(extension.oid()), false, extension.value().toByteArray()));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA")
                    .setSecureRandom(random)
                    .build(keys.getPrivate())));
  }

  private List<GeneralName> names() {
    List<GeneralName> names = new ArrayList<>();
    plan.dnsNames().forEach(name -> names.add(new GeneralName(GeneralName.dNSName, name)));
    plan.ipAddresses().forEach(name -> names.add(new GeneralName(GeneralName.iPAddress, name)));
    return names;
  }
}
