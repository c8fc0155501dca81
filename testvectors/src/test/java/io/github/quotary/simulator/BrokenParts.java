package io.github.quotary.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the signatures of a piece of evidence that do not verify, with the JDK's cryptography. */
public final class BrokenParts {
  /** What is signed, or bound by a hash. */
  public enum Part {
    CERTIFICATES,
    ROOT_CRL,
    PCK_CRL,
    TCB_INFO,
    QE_IDENTITY,
    QE_REPORT,
    BINDING,
    QUOTE
  }

  /** A check that says no by returning false or by throwing. */
  @FunctionalInterface
  private interface Check {
    boolean holds() throws GeneralSecurityException;
  }

  private final Evidence evidence;
  private final Set<Part> broken = EnumSet.noneOf(Part.class);

  private BrokenParts(Evidence evidence) {
    this.evidence = evidence;
  }

  /** The broken ones among all parts. */
  public static Set<Part> of(Evidence evidence) throws GeneralSecurityException {
    BrokenParts parts = new BrokenParts(evidence);
    QuoteReader quote = new QuoteReader(evidence.quote());
    parts.checkCollateral(
        certificatesIn(new String(quote.certificationData(), StandardCharsets.ISO_8859_1)));
    parts.checkQuote(quote);
    return parts.broken;
  }

  /** The broken ones among those outside the quote. */
  public static Set<Part> ofCollateral(Evidence evidence) throws GeneralSecurityException {
    BrokenParts parts = new BrokenParts(evidence);
    parts.checkCollateral(List.of());
    return parts.broken;
  }

  private void checkCollateral(List<X509Certificate> inQuote) throws GeneralSecurityException {
    List<X509Certificate> crlIssuers = certificatesIn(evidence.pckCrlIssuerChain());
    Set<X509Certificate> all = new LinkedHashSet<>(inQuote);
    all.addAll(crlIssuers);
    all.addAll(certificatesIn(evidence.tcbInfoIssuerChain()));
    all.addAll(certificatesIn(evidence.qeIdentityIssuerChain()));
    for (X509Certificate certificate : all) {
      check(Part.CERTIFICATES, () -> signedByOneOf(certificate, all));
    }
    check(Part.ROOT_CRL, () -> crlHolds(evidence.rootCaCrl(), root(crlIssuers)));
    check(Part.PCK_CRL, () -> crlHolds(evidence.pckCrl(), signer(crlIssuers)));
    check(
        Part.TCB_INFO,
        () ->
            textHolds(
                evidence.tcbInfo(), evidence.tcbInfoSignature(), evidence.tcbInfoIssuerChain()));
    check(
        Part.QE_IDENTITY,
        () ->
            textHolds(
                evidence.qeIdentity(),
                evidence.qeIdentitySignature(),
                evidence.qeIdentityIssuerChain()));
  }

  private void checkQuote(QuoteReader quote) {
    check(
        Part.QE_REPORT,
        () -> {
          String chain = new String(quote.certificationData(), StandardCharsets.ISO_8859_1);
          PublicKey pck =
              certificatesIn(chain).stream()
                  .filter(c -> c.getSubjectX500Principal().getName().contains("PCK Certificate"))
                  .findFirst()
                  .orElseThrow(() -> new GeneralSecurityException("no PCK certificate"))
                  .getPublicKey();
          return Jdk.verifies(pck, quote.qeReport(), quote.qeReportSignature());
        });
    check(
        Part.BINDING,
        () -> {
          MessageDigest hash = MessageDigest.getInstance("SHA-256");
          hash.update(quote.attestationKey());
          hash.update(quote.qeAuthData());
          return Arrays.equals(hash.digest(), Arrays.copyOfRange(quote.qeReport(), 320, 352));
        });
    check(
        Part.QUOTE,
        () -> Jdk.verifies(Jdk.key(quote.attestationKey()), quote.signed(), quote.signature()));
  }

  private void check(Part part, Check check) {
    boolean holds;
    try {
      holds = check.holds();
    } catch (GeneralSecurityException e) {
      holds = false;
    }
    if (!holds) {
      broken.add(part);
    }
  }

  private static List<X509Certificate> certificatesIn(String text) throws GeneralSecurityException {
    int begin = text.indexOf("-----BEGIN CERTIFICATE-----");
    return begin < 0 ? List.of() : Jdk.certificates(text.replace("\0", ""));
  }

  private static boolean signedByOneOf(X509Certificate certificate, Set<X509Certificate> issuers) {
    for (X509Certificate issuer : issuers) {
      try {
        certificate.verify(issuer.getPublicKey());
        return true;
      } catch (GeneralSecurityException e) {
        continue;
      }
    }
    return false;
  }

  private static boolean crlHolds(String crl, X509Certificate issuer)
      throws GeneralSecurityException {
    Jdk.crl(crl).verify(issuer.getPublicKey());
    return true;
  }

  private static boolean textHolds(String text, String signature, String chain)
      throws GeneralSecurityException {
    return Jdk.verifies(
        signer(certificatesIn(chain)).getPublicKey(),
        text.getBytes(StandardCharsets.UTF_8),
        HexFormat.of().parseHex(signature));
  }

  private static X509Certificate root(List<X509Certificate> chain) {
    return chain.stream().filter(BrokenParts::isSelfIssued).findFirst().orElseThrow();
  }

  private static X509Certificate signer(List<X509Certificate> chain) {
    return chain.stream().filter(c -> !isSelfIssued(c)).findFirst().orElseThrow();
  }

  private static boolean isSelfIssued(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }
}
