package io.github.quotary.service.envoy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Locale;

/**
 * Where {@link ExtAuthz} takes quotes from, and how long it remembers what it decided.
 *
 * @param header the header that has the quote, hexadecimal or base64, in lower case
 * @param binding what ties a quote in the header to its sender
 * @param peerCertificate whether evidence in the client's certificate counts (RA-TLS); Envoy must
 *     be told {@code include_peer_certificate}
 * @param forwardedCertificate whether the certificate in {@code x-forwarded-client-cert} counts as
 *     the client's; only where Envoy itself sets that header ({@code SANITIZE_SET}), since anybody
 *     can send one
 * @param maxDecisions most decisions that are remembered
 * @param maxAge how long a decision is remembered at most; never beyond the expiry of its
 *     collateral
 */
public record ExtAuthzOptions(
    String header,
    ReportDataBinding binding,
    boolean peerCertificate,
    boolean forwardedCertificate,
    int maxDecisions,
    Duration maxAge) {
  private static final String HEADER = "x-tdx-quote";
  private static final int DECISIONS = 10_000;

  /** Checks the numbers. */
  public ExtAuthzOptions {
    header = header.toLowerCase(Locale.ROOT);
    requireNonNull(binding, "binding");
    if (maxDecisions < 0 || maxAge.isNegative()) {
      throw new IllegalArgumentException("maxDecisions and maxAge must not be negative");
    }
  }

  /**
   * Quotes in {@code x-tdx-quote} that are bound to the key of the client's certificate, or are in
   * it; 10,000 decisions are remembered for an hour.
   */
  public static ExtAuthzOptions defaults() {
    return new ExtAuthzOptions(
        HEADER, new ReportDataBinding.PeerKey(), true, false, DECISIONS, Duration.ofHours(1));
  }

  /** The same with another binding. */
  public ExtAuthzOptions withBinding(ReportDataBinding value) {
    return new ExtAuthzOptions(
        header, value, peerCertificate, forwardedCertificate, maxDecisions, maxAge);
  }

  /** The same, and {@code x-forwarded-client-cert} counts. */
  public ExtAuthzOptions withForwardedCertificate() {
    return new ExtAuthzOptions(header, binding, peerCertificate, true, maxDecisions, maxAge);
  }
}
