package io.github.quotary.ingress.acme;

import java.util.List;
import java.util.Optional;

/**
 * Publishes answers to challenges and takes them away again. Each method returns why it failed, or
 * empty if it did not. Every answer that was to be published is taken away on every way out, also
 * if publishing it failed; if that fails, it is tried again with the next order. What is already
 * there, or already gone, is no failure.
 */
public sealed interface ChallengeResponder {
  /** How names are validated. */
  ChallengeMethod method();

  /** Publishes in the DNS. */
  non-sealed interface Dns01 extends ChallengeResponder {
    @Override
    default ChallengeMethod method() {
      return ChallengeMethod.DNS_01;
    }

    /** Adds a record, beside others of its name. */
    Optional<String> present(DnsChallenge challenge);

    /** Waits until the authority will see all of them. */
    Optional<String> ready(List<DnsChallenge> challenges);

    /** Removes this record, and no other of its name. */
    Optional<String> cleanup(DnsChallenge challenge);
  }

  /** Publishes on the listener that serves the names. */
  non-sealed interface TlsAlpn01 extends ChallengeResponder {
    @Override
    default ChallengeMethod method() {
      return ChallengeMethod.TLS_ALPN_01;
    }

    /** Answers with this certificate from now on. */
    Optional<String> present(AlpnChallenge challenge);

    /** Answers no more for this name. */
    Optional<String> withdraw(String name);
  }
}
