package io.github.quotary.domain.capture;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.evidence.TlsFacts.Validation;
import io.github.quotary.domain.report.WebRoots;
import io.github.quotary.quote.Measurement;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whether a TLS server's chain is what a browser would accept for a host: a path to a trusted root,
 * each certificate valid at the given time, fit for TLS servers, and the host named by the leaf
 * (RFC 9525: type dNSName only). Revocation is not checked. Paths are validated by the JDK's PKIX
 * trust manager, with its rules for algorithms and distrusted authorities; the time is an argument,
 * so that a capture can be judged again later. Immutable and thread-safe.
 */
public final class WebPki {
  private static final int MAX_NAMES_SHOWN = 5;

  private final Set<TrustAnchor> anchors;
  private final WebRoots source;

  private WebPki(Collection<X509Certificate> roots, boolean ofJdk) {
    if (roots.isEmpty()) {
      throw new IllegalArgumentException("At least one trusted root is needed");
    }
    this.anchors =
        roots.stream()
            .map(root -> new TrustAnchor(root, null))
            .collect(Collectors.toUnmodifiableSet());
    this.source = new WebRoots(ofJdk, digest(roots));
  }

  private static Measurement digest(Collection<X509Certificate> roots) {
    StringBuilder hashes = new StringBuilder();
    roots.stream().map(WebPki::hash).distinct().sorted().forEach(hashes::append);
    return RawBytes.of(HexFormat.of().parseHex(hashes)).sha256();
  }

  private static String hash(X509Certificate root) {
    try {
      return RawBytes.of(root.getEncoded()).sha256().toString();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("A root certificate cannot be encoded", e);
    }
  }

  /**
   * What was found.
   *
   * @param path about the path to a trusted root
   * @param hostName about the name
   * @param detail both in words; may contain untrusted text
   */
  public record Finding(Validation path, Validation hostName, String detail) {
    /** Whether both are valid. */
    public boolean isValid() {
      return path == Validation.VALID && hostName == Validation.VALID;
    }
  }

  /**
   * The roots that the JDK trusts.
   *
   * @throws IllegalStateException if the JDK has no readable trust store
   */
  public static WebPki ofJdk() {
    try {
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init((KeyStore) null);
      return new WebPki(List.of(pkix(factory).getAcceptedIssuers()), true);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK's trusted roots cannot be read", e);
    }
  }

  /**
   * These roots and no others.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static WebPki of(Collection<X509Certificate> roots) {
    return new WebPki(roots, false);
  }

  /**
   * The roots of a PEM file: one certificate after the other.
   *
   * @throws IllegalArgumentException if the bytes are not that
   */
  public static WebPki ofPem(byte[] pem) {
    try {
      List<X509Certificate> roots = new ArrayList<>();
      CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem))
          .forEach(root -> roots.add((X509Certificate) root));
      return of(roots);
    } catch (CertificateException e) {
      throw new IllegalArgumentException("not valid PEM certificates: " + e.getMessage(), e);
    }
  }

  /**
   * Judges a chain as captured: DER, leaf first, which is how {@code DomainEvidence.peerChain()}
   * has it.
   */
  public Finding judge(List<RawBytes> chain, DnsName host, Instant at) {
    if (chain.isEmpty()) {
      return new Finding(Validation.INVALID, Validation.INVALID, "the peer sent no certificate");
    }
    String pathFault = pathFault(chain, at);
    String nameFault = nameFault(chain.get(0), host);
    return new Finding(
        pathFault == null ? Validation.VALID : Validation.INVALID,
        nameFault == null ? Validation.VALID : Validation.INVALID,
        (pathFault == null ? "the chain leads to " + source.words() : pathFault)
            + "; "
            + (nameFault == null ? "the leaf names " + host : nameFault));
  }

  private static @Nullable String nameFault(RawBytes leaf, DnsName host) {
    Optional<LeafCertificate> certificate = LeafCertificate.read(leaf).found();
    if (certificate.isEmpty()) {
      return "the leaf is malformed";
    }
    List<String> names = certificate.get().dnsNames();
    if (host.isCoveredByAny(names)) {
      return null;
    }
    if (names.isEmpty()) {
      return "the leaf has no DNS name";
    }
    String more = names.size() > MAX_NAMES_SHOWN ? " and others" : "";
    List<String> shown = names.subList(0, Math.min(MAX_NAMES_SHOWN, names.size()));
    return "the leaf does not name " + host + " but " + String.join(", ", shown) + more;
  }

  private @Nullable String pathFault(List<RawBytes> chain, Instant at) {
    try {
      X509Certificate[] certificates = certificates(chain);
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
      parameters.setDate(Date.from(at));
      parameters.setRevocationEnabled(false);
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(new CertPathTrustManagerParameters(parameters));
      // UNKNOWN is how TLS 1.3 calls it: the leaf must be fit for signing.
      pkix(factory).checkServerTrusted(certificates, "UNKNOWN");
      return null;
    } catch (CertificateException e) {
      return "no valid path to " + source.words() + ": " + innermost(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK lacks its PKIX trust manager", e);
    }
  }

  private static X509Certificate[] certificates(List<RawBytes> chain) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    X509Certificate[] certificates = new X509Certificate[chain.size()];
    for (int i = 0; i < certificates.length; i++) {
      ByteArrayInputStream der = new ByteArrayInputStream(chain.get(i).toByteArray());
      certificates[i] = (X509Certificate) factory.generateCertificate(der);
    }
    return certificates;
  }

  private static String innermost(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null ? String.valueOf(e.getMessage()) : innermost(cause);
  }

  private static X509TrustManager pkix(TrustManagerFactory factory) {
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The JDK has no X.509 trust manager"));
  }

  /** Where the roots came from, and which they are. */
  public WebRoots source() {
    return source;
  }

  /** The trusted roots. */
  public List<X509Certificate> roots() {
    return anchors.stream().map(TrustAnchor::getTrustedCert).toList();
  }

  @Override
  public String toString() {
    return anchors.size() + " trusted roots";
  }
}
