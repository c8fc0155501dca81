package io.github.quotary.ingress.acme;

/** What came of an order. */
public sealed interface OrderResult {
  /** The certificate is stored. */
  record Issued(IssuedCertificate certificate) implements OrderResult {}

  /** There is no new certificate; the one before is where it was. */
  record Failed(AcmeFault fault) implements OrderResult {}
}
