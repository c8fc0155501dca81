package io.github.quotary.ingress.acme;

/** What came of asking when to renew. */
public sealed interface AdviceResult {
  /** The authority's advice. */
  record Given(RenewalAdvice advice) implements AdviceResult {}

  /** The authority gives none, or none for this certificate. */
  record None() implements AdviceResult {}

  /** It could not be asked; the certificate's lifetime decides. */
  record Failed(AcmeFault fault) implements AdviceResult {}
}
