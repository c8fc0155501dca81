package io.github.quotary.pcs.document;

import java.util.Locale;

/** Why one endpoint, store or bundle did not provide a document. */
public enum FailureKind {
  /** No response: connection refused or broken, name not resolved, timeout. */
  UNREACHABLE(true, false),
  /** The client was told not to use the network. */
  OFFLINE(false, false),
  /** Status 429, or a longer {@code Retry-After} than the retry policy accepts. */
  RATE_LIMITED(true, false),
  /** Status 5xx. */
  SERVER_ERROR(true, false),
  /** Too many fetches in flight, or the fetch was interrupted. */
  BUSY(true, false),
  /** Status 404 or 410: the endpoint does not have it. */
  NOT_FOUND(false, false),
  /** Any other status that is not 200. */
  CLIENT_ERROR(false, false),
  /** A redirect to another host, or too many redirects. */
  REDIRECT_REFUSED(false, true),
  /** The response is larger than allowed. */
  TOO_LARGE(false, true),
  /** The response is malformed: HTML, a truncated document, no issuer chain. */
  MALFORMED(false, true),
  /** A signature is invalid, a certificate is revoked, or the chain does not end at the anchor. */
  UNTRUSTED(false, true),
  /** A genuine document for another platform, enclave, CA or data set. */
  MISMATCH(false, true),
  /** Genuine, but older than the cached document. */
  OLDER(false, true),
  /** Genuine, but expired or not valid yet. */
  NOT_CURRENT(true, true);

  private final boolean retryable;
  private final boolean refused;

  FailureKind(boolean retryable, boolean refused) {
    this.retryable = retryable;
    this.refused = refused;
  }

  /** Whether a later retry at the same place may succeed without a fix. */
  public boolean isRetryable() {
    return retryable;
  }

  /** Whether a response was received and refused for its content. */
  public boolean isRefused() {
    return refused;
  }

  /** The name in lower case, for metrics. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
