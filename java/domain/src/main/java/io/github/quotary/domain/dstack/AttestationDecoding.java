package io.github.quotary.domain.dstack;

/** What became of bytes that were taken for a versioned attestation. */
public sealed interface AttestationDecoding {
  /**
   * They are one, of Intel TDX. Nothing in it is verified.
   *
   * @param attestation what they hold
   */
  record Decoded(TdxAttestation attestation) implements AttestationDecoding {}

  /**
   * They are one, of another platform.
   *
   * @param platform the platform
   * @param reason why it is refused
   */
  record Refused(Platform platform, String reason) implements AttestationDecoding {}

  /**
   * They are none.
   *
   * @param offset where the fault lies, in bytes from the start
   * @param problem what was found and what is needed
   */
  record Malformed(long offset, String problem) implements AttestationDecoding {}
}
