package io.github.quotary.ingress.acme;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A certificate with its key. Its text shows no key.
 *
 * @param chain the leaf first
 * @param key of the leaf, as the JDK's TLS takes it
 */
public record IssuedCertificate(List<X509Certificate> chain, PrivateKey key) {
  private static final int DNS_NAME = 2;

  /** Copies the chain. */
  public IssuedCertificate {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a chain has a leaf");
    }
  }

  /** The certificate itself. */
  public X509Certificate leaf() {
    return chain.get(0);
  }

  /** From when on it is valid. */
  public Instant notBefore() {
    return leaf().getNotBefore().toInstant();
  }

  /** Until when it is valid. */
  public Instant notAfter() {
    return leaf().getNotAfter().toInstant();
  }

  /** The names that it is for, in lower case. */
  public SortedSet<String> names() {
    return names(leaf());
  }

  /** The chain as PEM, the leaf first. */
  public String chainPem() {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate certificate : chain) {
      try {
        pem.append(Pem.write("CERTIFICATE", certificate.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException(e);
      }
    }
    return pem.toString();
  }

  /** The chain and then the key, for the state folder alone. */
  byte[] pem() {
    return (chainPem() + Keys.pem(key)).getBytes(StandardCharsets.US_ASCII);
  }

  static IssuedCertificate read(byte[] pem) throws GeneralSecurityException {
    String text = new String(pem, StandardCharsets.US_ASCII);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> chain = new ArrayList<>();
    for (byte[] bytes : Pem.read("CERTIFICATE", text)) {
      Certificate certificate = factory.generateCertificate(new ByteArrayInputStream(bytes));
      chain.add((X509Certificate) certificate);
    }
    KeyPair key = Keys.read(text);
    if (chain.isEmpty() || !chain.get(0).getPublicKey().equals(key.getPublic())) {
      throw new CertificateException("there is no certificate of the private key");
    }
    return new IssuedCertificate(chain, key.getPrivate());
  }

  static SortedSet<String> names(X509Certificate leaf) {
    SortedSet<String> names = new TreeSet<>();
    try {
      Collection<List<?>> all = leaf.getSubjectAlternativeNames();
      if (all != null) {
        for (List<?> name : all) {
          if (name.get(0).equals(DNS_NAME)) {
            names.add(name.get(1).toString().toLowerCase(Locale.ROOT));
          }
        }
      }
    } catch (CertificateParsingException e) {
      return new TreeSet<>();
    }
    return names;
  }

  @Override
  public String toString() {
    return "IssuedCertificate[names=" + names() + ", notAfter=" + notAfter() + "]";
  }
}
