package io.github.quotary.tls.peer;

import static java.util.Objects.requireNonNull;

import io.github.quotary.verify.VerificationResult;
import java.security.cert.CertificateException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A peer was refused. JSSE wraps it: {@link #in} finds it again in an {@link
 * javax.net.ssl.SSLHandshakeException}, or in whatever a client library made of that. Fault and
 * verdict are not serialized; the message is.
 */
public final class AttestedCertificateException extends CertificateException {
  private static final long serialVersionUID = 1;
  private static final int MAX_CAUSES = 32;

  private final transient @Nullable PeerFault fault;

  /** The exception of a fault. */
  public AttestedCertificateException(PeerFault fault) {
    super(fault.message());
    this.fault = requireNonNull(fault, "fault");
  }

  AttestedCertificateException(PeerFault fault, Throwable cause) {
    super(fault.message(), cause);
    this.fault = requireNonNull(fault, "fault");
  }

  /** Why the peer was refused; empty if the exception was deserialized. */
  public Optional<PeerFault> fault() {
    return Optional.ofNullable(fault);
  }

  /** The verdict on the peer's quote, if it came that far. */
  public Optional<VerificationResult> result() {
    return fault().flatMap(PeerFault::result);
  }

  /** The refusal among a throwable and its causes, if there is one. */
  public static Optional<AttestedCertificateException> in(@Nullable Throwable throwable) {
    Throwable current = throwable;
    for (int depth = 0; current != null && depth < MAX_CAUSES; depth++) {
      if (current instanceof AttestedCertificateException found) {
        return Optional.of(found);
      }
      current = current.getCause();
    }
    return Optional.empty();
  }
}
