package io.github.quotary.simulator.domain.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * The authority of one app, which certifies keys that its guest agent makes. Its certificates hold
 * dstack's extensions, each an OCTET STRING below {@code 1.3.6.1.4.1.62397.1}.
 */
public final class AppAuthority {
  private static final ASN1ObjectIdentifier DSTACK =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.62397.1");
  private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2045-01-01T00:00:00Z");

  private final long seed;
  private final String appId;
  private final WebKey authority;

  private AppAuthority(long seed, String appId) {
    this.seed = seed;
    this.appId = appId;
    this.authority = WebKey.derive(seed, "authority of app " + appId);
  }

  /** The authority of this app. */
  public static AppAuthority of(long seed, String appId) {
    return new AppAuthority(seed, appId);
  }

  /** What a certificate is asked for. */
  public record Wish(
      String subject,
      List<String> dnsNames,
      boolean forServers,
      boolean forClients,
      Instant notBefore,
      Instant notAfter) {
    /** Copies the list. */
    public Wish {
      dnsNames = List.copyOf(dnsNames);
    }
  }

  /** A key and its chain, PEM, the leaf first. */
  public record Issued(String privateKeyPem, List<String> chainPem) {
    /** Copies the list. */
    public Issued {
      chainPem = List.copyOf(chainPem);
    }

    @Override
    public String toString() {
      return "a key with " + chainPem.size() + " certificates";
    }
  }

  /**
   * Certifies a key.
   *
   * @param key its name
   * @param evidence from the key's SubjectPublicKeyInfo to the content of extensions, by the last
   *     number of their identifiers
   */
  public Issued issue(String key, Wish wish, Function<byte[], Map<Integer, byte[]>> evidence) {
    WebKey pair = WebKey.derive(seed, "key of app " + appId + " " + key);
    ExtensionsGenerator all = extensions(wish, pair, authority);
    evidence
        .apply(pair.publicKeyDer())
        .forEach(
            (arc, content) ->
                WebAuthority.add(
                    all, DSTACK.branch(arc.toString()), false, new DEROctetString(content)));
    byte[] leaf =
        WebAuthority.certificate(
            new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, wish.subject()).build(),
            pair,
            ownName(),
            authority,
            WebAuthority.serial(key + wish),
            wish.notBefore(),
            wish.notAfter(),
            all.generate());
    return new Issued(
        PemText.block("PRIVATE KEY", pair.privateKeyDer()),
        List.of(PemText.certificate(leaf), PemText.certificate(ownCertificate())));
  }

  private static ExtensionsGenerator extensions(Wish wish, WebKey key, WebKey issuer) {
    ExtensionsGenerator all = new ExtensionsGenerator();
    WebAuthority.add(all, Extension.basicConstraints, true, new BasicConstraints(false));
    WebAuthority.add(all, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    WebAuthority.identifiers(all, key, issuer);
    List<KeyPurposeId> purposes = new ArrayList<>();
    if (wish.forServers()) {
      purposes.add(KeyPurposeId.id_kp_serverAuth);
    }
    if (wish.forClients()) {
      purposes.add(KeyPurposeId.id_kp_clientAuth);
    }
    if (!purposes.isEmpty()) {
      WebAuthority.add(
          all,
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
    }
    if (!wish.dnsNames().isEmpty()) {
      GeneralNames names =
          new GeneralNames(
              wish.dnsNames().stream()
                  .map(name -> new GeneralName(GeneralName.dNSName, name))
                  .toArray(GeneralName[]::new));
      WebAuthority.add(all, Extension.subjectAlternativeName, false, names);
    }
    return all;
  }

  private X500Name ownName() {
    return WebAuthority.name("Quotary App " + appId);
  }

  private byte[] ownCertificate() {
    return WebAuthority.certificate(
        ownName(),
        authority,
        ownName(),
        authority,
        WebAuthority.serial("authority of app " + appId),
        FROM,
        UNTIL,
        WebAuthority.authority(authority, authority));
  }
}
