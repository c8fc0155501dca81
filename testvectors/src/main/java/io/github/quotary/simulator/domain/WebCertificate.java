package io.github.quotary.simulator.domain;

import java.security.PrivateKey;
import java.util.List;

/** A certificate with the chain that is served with it, and its key. */
public final class WebCertificate {
  private final CertificatePlan plan;
  private final List<byte[]> chain;
  private final WebKey key;

  WebCertificate(CertificatePlan plan, List<byte[]> chain, WebKey key) {
    this.plan = plan;
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

  /** The leaf alone as PEM. */
  public String leafPem() {
    return PemText.certificate(chain.get(0));
  }

  /** The leaf's SubjectPublicKeyInfo, DER. */
  public byte[] publicKeyDer() {
    return key.publicKeyDer();
  }

  /** The leaf's private key. */
  PrivateKey privateKey() {
    return key.privateKey();
  }

  /** The leaf's private key as PEM: what must never be in evidence. */
  String privateKeyPem() {
    return PemText.block("PRIVATE KEY", key.privateKeyDer());
  }
}
