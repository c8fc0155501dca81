package io.github.quotary.tls.peer;

import java.util.Optional;

/** Whether a peer is accepted. Immutable. */
public sealed interface PeerVerdict {
  /**
   * It is.
   *
   * @param attested the peer
   */
  record Accepted(AttestedPeer attested) implements PeerVerdict {}

  /**
   * It is not: close the connection.
   *
   * @param reason why
   */
  record Refused(PeerFault reason) implements PeerVerdict {}

  /** The peer, if it is accepted. */
  default Optional<AttestedPeer> peer() {
    return this instanceof Accepted accepted ? Optional.of(accepted.attested()) : Optional.empty();
  }

  /** Why it is not accepted. */
  default Optional<PeerFault> fault() {
    return this instanceof Refused refused ? Optional.of(refused.reason()) : Optional.empty();
  }

  /**
   * The peer.
   *
   * @throws AttestedCertificateException if it is refused
   */
  default AttestedPeer orElseThrow() throws AttestedCertificateException {
    if (this instanceof Accepted accepted) {
      return accepted.attested();
    }
    throw new AttestedCertificateException(((Refused) this).reason());
  }
}
