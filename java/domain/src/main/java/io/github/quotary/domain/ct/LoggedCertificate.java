package io.github.quotary.domain.ct;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.TBSCertificate;

/**
 * A certificate as a log shows it: the certificate itself, or only what a search engine says of it.
 *
 * @param issuer who issued it: the id that the search engine has, or the issuer's name
 * @param serial its serial number
 * @param issued what names it, whoever says so
 * @param names DNS names that it is for, in lower case
 * @param notBefore first instant of its validity
 * @param notAfter last instant
 * @param keyHash SHA-256 of its SubjectPublicKeyInfo; empty if only a search engine's word is there
 */
public record LoggedCertificate(
    String issuer,
    BigInteger serial,
    Issued issued,
    List<String> names,
    Instant notBefore,
    Instant notAfter,
    Optional<Measurement> keyHash) {
  /** Copies the names. */
  public LoggedCertificate {
    names = List.copyOf(names);
  }

  /** A certificate, or a precertificate, in DER; empty if it is malformed. */
  public static Optional<LoggedCertificate> of(byte[] der) {
    try {
      TBSCertificate tbs = Certificate.getInstance(der).getTBSCertificate();
      return Optional.of(
          new LoggedCertificate(
              tbs.getIssuer().toString(),
              tbs.getSerialNumber().getPositiveValue(),
              Issued.by(tbs.getIssuer().toString(), tbs.getSerialNumber().getPositiveValue()),
              dnsNames(tbs),
              tbs.getStartDate().getDate().toInstant(),
              tbs.getEndDate().getDate().toInstant(),
              Optional.of(
                  Measurement.of(
                      Sha2.sha256(tbs.getSubjectPublicKeyInfo().getEncoded(ASN1Encoding.DER))))));
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports malformed DER by whatever exception it ran into.
      return Optional.empty();
    }
  }

  private static List<String> dnsNames(TBSCertificate tbs) {
    GeneralNames all =
        tbs.getExtensions() == null
            ? null
            : GeneralNames.fromExtensions(tbs.getExtensions(), Extension.subjectAlternativeName);
    return all == null
        ? List.of()
        : Arrays.stream(all.getNames())
            .filter(name -> name.getTagNo() == GeneralName.dNSName)
            .map(name -> name.getName().toString().toLowerCase(Locale.ROOT))
            .toList();
  }

  /** Whether it is for one of these names, or for a wildcard that covers one. */
  boolean isForAnyOf(List<String> hosts) {
    return hosts.stream().anyMatch(host -> names.stream().anyMatch(name -> covers(name, host)));
  }

  /**
   * Whether clients that ask for the host would take the name; {@code *.parent} stands for the
   * parent and every host below it, at whatever depth.
   */
  private static boolean covers(String name, String host) {
    if (host.startsWith("*.")) {
      String parent = host.substring(2);
      return name.endsWith("." + parent) || covers(name, parent);
    }
    return name.equals(host) || (name.startsWith("*.") && isChildOf(host, name.substring(2)));
  }

  private static boolean isChildOf(String name, String parent) {
    int dot = name.indexOf('.');
    return dot > 0 && name.substring(dot + 1).equals(parent);
  }
}
