package io.github.quotary.ingress.proxy;

import java.util.List;

/**
 * Which TLS is spoken: always versions 1.2 and 1.3 with ephemeral keys and authenticated
 * encryption, without session tickets. The constants differ in the groups of the key exchange.
 */
public enum TlsPolicy {
  /** X25519, P-256 and P-384. */
  MODERN(List.of("x25519", "secp256r1", "secp384r1")),

  /**
   * P-384 alone, as dstack-ingress has it: a client that offers only other groups is refused. With
   * an EC key of another group, JSSE refuses TLS 1.2 as well; before JDK 20, it cannot serve such a
   * key at all.
   */
  P384_ONLY(List.of("secp384r1"));

  static final String TLS_1_3 = "TLSv1.3";
  static final List<String> VERSIONS = List.of(TLS_1_3, "TLSv1.2");

  /** In the order of preference; by the JDK's names. */
  static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private final List<String> groups;

  TlsPolicy(List<String> groups) {
    this.groups = groups;
  }

  /** By the names of RFC 8446, section 4.2.7. */
  List<String> groups() {
    return groups;
  }
}
