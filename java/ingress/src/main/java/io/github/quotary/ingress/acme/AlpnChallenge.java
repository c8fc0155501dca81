package io.github.quotary.ingress.acme;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A certificate that an authority looks for: it asks for the name by SNI and for the protocol
 * {@code acme-tls/1} by ALPN (RFC 8737). Its text shows no key.
 */
public record AlpnChallenge(String name, X509Certificate certificate, PrivateKey key) {
  /** The protocol that asks for it. */
  public static final String PROTOCOL = "acme-tls/1";

  @Override
  public String toString() {
    return "AlpnChallenge[name=" + name + "]";
  }
}
