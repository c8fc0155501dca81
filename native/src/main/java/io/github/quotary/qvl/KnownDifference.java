package io.github.quotary.qvl;

/** Why this engine differs from Intel's on purpose; the project's DIFFERENCES.md says more. */
public enum KnownDifference {
  /** Intel's flag looks at TCB info and QE identity only, and counts their last second. */
  EXPIRY("Intel's flag looks at TCB info and QE identity only"),
  /** 450 characters of advisory ids and more do not fit into Intel's buffer. */
  ADVISORIES_TOO_LONG("the advisory ids do not fit into Intel's buffer"),
  /** A signed document that Intel writes anew before it checks the signature. */
  REFORMATTED_JSON("the signature is checked over the bytes as received"),
  /** A root that its own revocation list names. */
  ROOT_REVOKED("a revoked root is no root"),
  /** Input that two readers could read in two ways, or that is without bound. */
  STRICTER_FORMAT("the format is read more strictly"),
  /** JSON so deep that Intel's code would end the process; it was not called. */
  NOT_HANDED_OVER("Intel's code was not called: the JSON is nested so deep that it would crash"),
  /** Input above this engine's limits. */
  LIMITS("the input is above this engine's limits"),
  /** Fields of a PCK certificate that only Intel's supplemental data needs. */
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
