package io.github.quotary.service.envoy;

import static java.util.Objects.requireNonNull;

import io.github.quotary.challenge.ChallengeStore;
import java.util.Locale;

/** What ties a quote in a header to the one who sends it. */
public sealed interface ReportDataBinding {
  /**
   * Nothing, beside what the policy says of report data. Whoever has seen the quote can send it
   * again: it says that there is such a TD, and nothing of the sender. Answers name that, as {@code
   * binding} among what was not checked.
   */
  record None() implements ReportDataBinding {}

  /**
   * The key of the client's certificate, which TLS proves to be the sender's. The report data is
   * SHA-512 of the key (SubjectPublicKeyInfo, DER), SHA-256 of it with zeros after it, or dstack's
   * {@code ratls-cert} hash of it.
   */
  record PeerKey() implements ReportDataBinding {}

  /**
   * A nonce that answers once. With a client's certificate, the report data is the challenge's over
   * the certificate's key (SubjectPublicKeyInfo, DER); without one, the nonce with zeros after it.
   *
   * @param store the nonces that were handed out
   * @param context the challenges' context
   * @param header the header that has the nonce, hexadecimal or base64, in lower case
   */
  record Nonce(ChallengeStore store, String context, String header) implements ReportDataBinding {
    /** A nonce in a header. */
    public Nonce {
      requireNonNull(store, "store");
      requireNonNull(context, "context");
      header = header.toLowerCase(Locale.ROOT);
    }
  }
}
