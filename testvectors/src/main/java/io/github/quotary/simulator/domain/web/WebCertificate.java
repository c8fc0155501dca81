package io.github.quotary.simulator.domain.web;

import java.security.PrivateKey;
import java.util.List;
import org.bouncycastle.asn1.x509.Certificate;

/** A certificate with the chain that is served with it, and its key. */
public final class WebCertificate {
  private final CertificatePlan plan;
  private final List<byte[]> chain;
  private final byte[] precertificate;
  private final WebKey key;

  WebCertificate(CertificatePlan plan, List<byte[]> chain, byte[] precertificate, WebKey key) {
    this.plan = plan;
    this.precertificate = precertificate.clone();
    this.chain = chain.stream().map(byte[]::clone).toList();
    this.key = key;
  }

  /** What it was made from. */
  public CertificatePlan plan() {
    return plan;
  }

  /** The chain as it is served: DER, leaf first, without the root; copies. */
  public List<byte[]> chain() {
    return chain.stream().map(byte[]::clone).toList();
  }

  /** The chain as PEM, leaf first: what ACME clients call {@code fullchain.pem}. */
  public String chainPem() {
    StringBuilder text = new StringBuilder();
    chain.forEach(der -> text.append(PemText.certificate(der)));
    return text.toString();
  }

  /** What was submitted to logs before the leaf was issued (RFC 6962, section 3.1), PEM. */
  public String precertificatePem() {
    return PemText.certificate(precertificate);
  }

  /** The leaf alone as PEM. */
  public String leafPem() {
    return PemText.certificate(chain.get(0));
  }

  /** The leaf's serial number in hexadecimal, an even number of digits. */
  public String serialHex() {
    String hex =
        Certificate.getInstance(chain.get(0)).getSerialNumber().getPositiveValue().toString(16);
    return hex.length() % 2 == 0 ? hex : "0" + hex;
  }

  /** The leaf's SubjectPublicKeyInfo, DER. */
  public byte[] publicKeyDer() {
    return key.publicKeyDer();
  }

  /** The leaf's private key. */
  public PrivateKey privateKey() {
    return key.privateKey();
  }

  /** The leaf's private key as PEM: what must never be in evidence. */
  public String privateKeyPem() {
    return PemText.block("PRIVATE KEY", key.privateKeyDer());
  }
}
