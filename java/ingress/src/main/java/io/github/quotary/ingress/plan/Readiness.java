package io.github.quotary.ingress.plan;

/** Whether an ingress can do its work; from best to worst. */
public enum Readiness {
  /** Nothing is missing. */
  READY,
  /** Something could not be looked up. */
  UNKNOWN,
  /** A foreign record is in the way, or others could get certificates for a name. */
  WEAK,
  /** Something that it needs is missing. */
  FAILS;

  /** The worse of two. */
  public Readiness worse(Readiness other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
