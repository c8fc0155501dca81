package io.github.quotary.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
      if (name.der().length > 0 && findName(name.der(), 0, name.der().length) == null) {
        names = with(name, names);
      }
    }
  }

  private static <T> List<T> with(T added, List<T> others) {
    List<T> all = new ArrayList<>(others.size() + 1);
    all.add(added);
    all.addAll(others.subList(0, Math.min(others.size(), MAX_CERTIFICATES - 1)));
    return all;
  }

  /** The certificate of this PEM text, as it was parsed before if it was. */
  X509Cert parse(String pem) throws PkiFormatException {
    byte[] text = pem.getBytes(StandardCharsets.ISO_8859_1);
    Text known = findTextAt(text, 0);
    return known != null && known.pem.length == text.length
        ? known.certificate
        : parse(PemChain.decode(pem, "it"), text, 0, text.length);
  }

  /**
   * The certificate of these bytes, as it was parsed before if it was.
   *
   * @param text what they were decoded from, from {@code start} to {@code end}
   */
  X509Cert parse(byte[] der, byte[] text, int start, int end) throws PkiFormatException {
    X509Cert certificate = parse(der);
    if (before != null && end - start <= MAX_TEXT) {
      byte[] pem = Arrays.copyOfRange(text, start, end);
      add(pem, certificate);
      before.add(pem, certificate);
    }
    return certificate;
  }

  /** Remembers the text of a certificate that is remembered itself. */
  private synchronized void add(byte[] pem, X509Cert certificate) {
    if (certificates.contains(certificate) && findTextAt(pem, 0) == null) {
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
    DistinguishedName known = der.length == 0 ? null : findName(der, 0, der.length);
    return known != null ? known : new DistinguishedName(name, der);
  }

  /**
   * The name that these bytes are, as it was made before if it was.
   *
   * @throws OtherLayoutException for a name that is not laid out as Intel's
   */
  DistinguishedName name(byte[] in, int from, int to) throws OtherLayoutException {
    DistinguishedName known = findName(in, from, to);
    return known != null ? known : IntelName.read(Arrays.copyOfRange(in, from, to));
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

  /** The text with which these bytes go on, if it was met before. */
  @Nullable Text findTextAt(byte[] in, int start) {
    for (Text text : texts) {
      int end = start + text.pem.length;
      if (end <= in.length && Arrays.equals(text.pem, 0, text.pem.length, in, start, end)) {
        return text;
      }
    }
    return before == null ? null : before.findTextAt(in, start);
  }

  private @Nullable X509Cert find(byte[] der) {
    for (X509Cert certificate : certificates) {
      if (Arrays.equals(certificate.der(), der)) {
        return certificate;
      }
    }
    return before == null ? null : before.find(der);
  }

  private @Nullable DistinguishedName findName(byte[] in, int from, int to) {
    for (DistinguishedName name : names) {
      if (Arrays.equals(name.der(), 0, name.der().length, in, from, to)) {
        return name;
      }
    }
    return before == null ? null : before.findName(in, from, to);
  }

  /** A certificate in PEM, from BEGIN to END; several texts can be of one certificate. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared as a record.
  record Text(byte[] pem, X509Cert certificate) {}
}
