package io.github.quotary.tls.peer;

import io.github.quotary.status.SafeText;
import io.github.quotary.verify.VerificationResult;
import java.util.Optional;

/**
 * Why a peer is refused. {@link #message} has all of it in one line, in which whatever came from
 * the peer is escaped. Immutable.
 *
 * @param reason the kind
 * @param where what was looked at: the certificate by its SHA-256, or the connection
 * @param problem what was wrong, with Intel's status where there is one
 * @param advice what to do
 * @param result the verdict on the quote, if it came that far
 */
public record PeerFault(
    Reason reason,
    String where,
    String problem,
    String advice,
    Optional<VerificationResult> result) {
  private static final int MAX_PROBLEM = 2000;

  /** Kinds of refusals. */
  public enum Reason {
    /** The peer showed no X.509 certificate, or the session has none. */
    NO_CERTIFICATE,
    /** A certificate or the chain exceeds a limit; it was not read. */
    TOO_LARGE,
    /** The ordinary checks of the chain, or of the host's name, failed. */
    PKIX,
    /** The certificate is not valid at this time. */
    DATES,
    /** The certificate is not for this role in TLS. */
    USAGE,
    /** The certificate has no evidence, or none that is supported. */
    NO_EVIDENCE,
    /** The evidence does not bind the certificate's key, or is not what came with it. */
    NOT_BOUND,
    /** The quote is not genuine. */
    REJECTED,
    /** The quote is genuine, and the policy objects to it. */
    POLICY,
    /** No verdict was possible: collateral was not available. */
    UNDECIDED
  }

  /** Escapes and shortens what came from outside. */
  public PeerFault {
    problem = SafeText.of(problem, MAX_PROBLEM);
  }

  /** A fault before there was a verdict. */
  PeerFault(Reason reason, String where, String problem, String advice) {
    this(reason, where, problem, advice, Optional.empty());
  }

  /** Whether another attempt may succeed without a change on either side. */
  public boolean retryable() {
    return result
        .filter(VerificationResult.Undecided.class::isInstance)
        .map(VerificationResult.Undecided.class::cast)
        .map(VerificationResult.Undecided::retryable)
        .orElse(false);
  }

  /** One line for a log: where, what was wrong, what to do. */
  public String message() {
    return where + ": " + problem + "; " + advice;
  }
}
