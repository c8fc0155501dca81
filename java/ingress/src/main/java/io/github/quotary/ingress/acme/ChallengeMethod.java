package io.github.quotary.ingress.acme;

/** How an authority validates a name. */
public enum ChallengeMethod {
  /** By a TXT record (RFC 8555, section 8.4). */
  DNS_01("dns-01"),
  /** By a certificate (RFC 8737). It cannot validate wildcards. */
  TLS_ALPN_01("tls-alpn-01");

  private final String word;

  ChallengeMethod(String word) {
    this.word = word;
  }

  /** As ACME and CAA records write it. */
  public String word() {
    return word;
  }
}
