package io.github.quotary.qvl;

/** Why this engine differs from Intel's on purpose; see the project's DIFFERENCES.md. */
public enum KnownDifference {
  /** Intel's flag looks at TCB info and QE identity only, and still accepts their last second. */
  EXPIRY("Intel's flag looks at TCB info and QE identity only"),
  /** 450 or more characters of advisory ids do not fit into Intel's buffer. */
  ADVISORIES_TOO_LONG("the advisory ids do not fit into Intel's buffer"),
  /** A signed document that Intel reserializes before checking the signature. */
  REFORMATTED_JSON("the signature is checked over the bytes as received"),
  /** A root that its own revocation list revokes. */
  ROOT_REVOKED("a revoked root is not trusted"),
  /** Ambiguous or unbounded input. */
  STRICTER_FORMAT("the format is read more strictly"),
  /** JSON nested so deeply that Intel's code would crash the process; it was not called. */
  NOT_HANDED_OVER("Intel's code was not called: the JSON is nested so deeply that it would crash"),
  /** Input above this engine's limits. */
  LIMITS("the input is above this engine's limits"),
  /** PCK certificate fields that only Intel's supplemental data needs. */
  PLATFORM_FIELDS("Intel's supplemental data needs fields that the certificate lacks");

  private final String explanation;

  KnownDifference(String explanation) {
    this.explanation = explanation;
  }

  /** The reason in a few words. */
  public String explanation() {
    return explanation;
  }
}
