package io.github.quotary.domain.evidence;

import java.util.Optional;

/**
 * Facts about the TLS connections that the evidence was captured over.
 *
 * @param protocol the protocol's version as Java names it, {@code TLSv1.2} or {@code TLSv1.3};
 *     empty without a handshake
 * @param cipherSuite the cipher suite, if there was a handshake
 * @param applicationProtocol what ALPN agreed on, such as {@code http/1.1}, if anything
 * @param peerAddress the peer's IP address, if there was a handshake
 * @param webPki whether the peer's chain was valid under the capture's trust roots, at the time of
 *     the capture
 * @param hostName whether the leaf names the host by RFC 9525
 * @param detail the results of both in words; may contain untrusted text
 * @param connections how many connections were made
 * @param continuity whether all of them showed the same leaf
 */
public record TlsFacts(
    Optional<String> protocol,
    Optional<String> cipherSuite,
    Optional<String> applicationProtocol,
    Optional<String> peerAddress,
    Validation webPki,
    Validation hostName,
    String detail,
    int connections,
    Continuity continuity) {
  /** What a validation found. */
  public enum Validation {
    /** It succeeded. */
    VALID,
    /** It failed. */
    INVALID,
    /** It was not done, such as with files on disk. */
    NOT_DONE
  }

  /** Whether evidence and leaf belong together. */
  public enum Continuity {
    /** Everything came over one connection. */
    ONE_CONNECTION,
    /** There were several; each showed the same leaf, byte for byte. */
    SAME_LEAF,
    /** There were several, and they showed different leaves. */
    DIFFERENT_LEAVES,
    /** Not known, such as with files on disk. */
    UNKNOWN
  }

  /** Facts of evidence captured without a handshake. */
  public static TlsFacts none() {
    return new TlsFacts(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Validation.NOT_DONE,
        Validation.NOT_DONE,
        "no handshake was observed",
        0,
        Continuity.UNKNOWN);
  }
}
