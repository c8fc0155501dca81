package io.github.quotary.pcs.document;

import java.util.Locale;

/** Why a document could not be had from one place. */
public enum FailureKind {
  /** No answer: connection refused or broken, name not resolved, time is up. */
  UNREACHABLE(true, false),
  /** Status 429; or the endpoint asked to be left alone for longer than is worth waiting. */
  RATE_LIMITED(true, false),
  /** Status 5xx. */
  SERVER_ERROR(true, false),
  /** Too much is being fetched already, or the fetch was interrupted. */
  BUSY(true, false),
  /** Status 404 or 410: the endpoint does not have it. */
  NOT_FOUND(false, false),
  /** Any other status than 200. */
  CLIENT_ERROR(false, false),
  /** A redirect to another host, or one after another. */
  REDIRECT_REFUSED(false, true),
  /** The answer is longer than allowed. */
  TOO_LARGE(false, true),
  /** The answer is no such document: HTML, half a document, no issuer chain. */
  MALFORMED(false, true),
  /** A signature does not hold, a certificate is revoked, or the chain ends elsewhere. */
  UNTRUSTED(false, true),
  /** A genuine document about another platform, enclave, CA or data set. */
  MISMATCH(false, true),
  /** Genuine, but older than what is kept. */
  OLDER(false, true),
  /** Genuine, but out of date, or from the future. */
  NOT_CURRENT(true, true);

  private final boolean retryable;
  private final boolean refused;

  FailureKind(boolean retryable, boolean refused) {
    this.retryable = retryable;
    this.refused = refused;
  }

  /** Whether asking the same place again later may help without anybody mending anything. */
  public boolean isRetryable() {
    return retryable;
  }

  /** Whether there was an answer and it was refused for what it is. */
  public boolean isRefused() {
    return refused;
  }

  /** The name in lower case, for metrics. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
