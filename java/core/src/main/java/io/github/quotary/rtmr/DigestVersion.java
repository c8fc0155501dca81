package io.github.quotary.rtmr;

/** How dstack makes the digest of a run-time event. */
public enum DigestVersion {
  /**
   * SHA-384 of type (4 bytes, little-endian), ':', name, ':', payload. Where name ends and payload
   * begins is ambiguous if the payload has a ':' of its own.
   */
  V1,
  /**
   * SHA-384 of the canonical JSON (RFC 8785) of {@code
   * {"name":...,"payload":"<hex>","type":134217729}}.
   */
  V2
}
