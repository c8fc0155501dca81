package io.github.quotary.pki;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;

/**
 * CA certificates that were met before, so that they need not be read again: the same text, and the
 * same bytes, give the same object. Names are shared likewise, since those of all PCK certificates
 * are the same. Parsing is all that is saved, nothing about them is trusted. Thread-safe; bounded,
 * the oldest give way.
 */
public final class KnownCertificates {
  private static final int MAX_CERTIFICATES = 16;

  /** Three times as long as Intel's certificates; no longer text is remembered. */
  private static final int MAX_TEXT = 4096;

  private static final byte[] NOTHING = {};

  private final @Nullable KnownCertificates before;
  private volatile List<Text> texts = List.of();
  private volatile List<X509Cert> certificates = List.of();
  private volatile List<DistinguishedName> names = List.of();

  /** An empty set. */
  public KnownCertificates() {
    before = null;
  }

  private KnownCertificates(KnownCertificates before) {
    this.before = before;
  }

  /**
   * The same for one verification, which remembers all that it parses and is dropped afterwards;
   * this set stays as it is.
   */
  public KnownCertificates forOneVerification() {
    return new KnownCertificates(this);
  }

  /** Remembers a certificate. */
  public synchronized void add(X509Cert certificate) {
    if (find(certificate.der()) == null) {
      certificates = with(certificate, certificates);
    }
    addNames(certificate);
  }

  /** Remembers a certificate's names. */
  public synchronized void addNames(X509Cert certificate) {
    for (DistinguishedName name : List.of(certificate.subject(), certificate.issuer())) {
      if (name.der().length > 0 && findName(name.der()) == null) {
        names = with(name, names);
      }
    }
  }

  private static <T> List<T> with(T added, List<T> others) {
    return Stream.concat(Stream.of(added), others.stream()).limit(MAX_CERTIFICATES).toList();
  }

  /** The certificate of this PEM text, as it was parsed before if it was. */
  X509Cert parse(String pem) throws PkiFormatException {
    X509Cert known = find(pem);
    if (known != null) {
      return known;
    }
    X509Cert certificate = parse(PemChain.decode(pem, "it"));
    if (before != null) {
      add(pem, certificate);
      before.add(pem, certificate);
    }
    return certificate;
  }

  /** Remembers the text of a certificate that is remembered itself. */
  private synchronized void add(String pem, X509Cert certificate) {
    if (pem.length() <= MAX_TEXT && certificates.contains(certificate) && find(pem) == null) {
      texts = with(new Text(pem, certificate), texts);
    }
  }

  /** The first certificate in these bytes, as it was parsed before if it was. */
  private X509Cert parse(byte[] der) throws PkiFormatException {
    X509Cert known = find(der);
    if (known != null) {
      return known;
    }
    X509Cert certificate = X509Cert.parse(der, this);
    if (before != null) {
      add(certificate);
    }
    return certificate;
  }

  /** The name, as it was made before if it was. */
  DistinguishedName name(X500Name name) {
    byte[] der = uniqueDer(name);
    DistinguishedName known = der.length == 0 ? null : findName(der);
    return known != null ? known : new DistinguishedName(name, der);
  }

  /** What no other name is encoded as; nothing where DER would sort several attributes of a RDN. */
  private static byte[] uniqueDer(X500Name name) {
    try {
      for (RDN rdn : name.getRDNs()) {
        if (rdn.isMultiValued()) {
          return NOTHING;
        }
      }
      return name.getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      return NOTHING;
    }
  }

  private @Nullable X509Cert find(String pem) {
    for (Text text : texts) {
      if (text.pem.equals(pem)) {
        return text.certificate;
      }
    }
    return before == null ? null : before.find(pem);
  }

  private @Nullable X509Cert find(byte[] der) {
    for (X509Cert certificate : certificates) {
      if (Arrays.equals(certificate.der(), der)) {
        return certificate;
      }
    }
    return before == null ? null : before.find(der);
  }

  private @Nullable DistinguishedName findName(byte[] der) {
    for (DistinguishedName name : names) {
      if (Arrays.equals(name.der(), der)) {
        return name;
      }
    }
    return before == null ? null : before.findName(der);
  }

  /** A certificate in PEM; several texts can be of one certificate. */
  private record Text(String pem, X509Cert certificate) {}
}
