package io.github.quotary.simulator.pcs;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can be wrong with an answer of a {@link FakePcs}. */
public sealed interface PcsFault {

  /**
   * The right answer, late; at once when the server is closed.
   *
   * @param delay how late
   */
  record Latency(Duration delay) implements PcsFault {}

  /**
   * An error instead of an answer.
   *
   * @param code the status, such as 404 or 500
   */
  record Status(int code) implements PcsFault {}

  /**
   * 429, too many requests.
   *
   * @param retryAfter the header {@code Retry-After}, seconds or a date; null leaves it out
   */
  record TooManyRequests(@Nullable String retryAfter) implements PcsFault {}

  /**
   * A redirect.
   *
   * @param location where to; relative to the service or absolute
   */
  record Redirect(URI location) implements PcsFault {}

  /**
   * A body that is much longer than any document.
   *
   * @param bytes its length
   */
  record HugeBody(long bytes) implements PcsFault {}

  /** Faults without anything to choose. */
  enum Plain implements PcsFault {
    /** Half of the promised body, then the end of the connection. */
    TRUNCATED,
    /** Half of the document as a complete body. */
    HALF_A_DOCUMENT,
    /** 200 with a page for people. */
    HTML,
    /** 200 with octets that mean nothing. */
    GARBAGE,
    /** 200 with an empty body. */
    EMPTY,
    /** The issuer chain's header is left out. */
    CHAIN_HEADER_MISSING,
    /** The issuer chain's header is no percent-encoding. */
    CHAIN_HEADER_BROKEN
  }

  /** Faults of the document itself; all but the first are properly signed. */
  enum Content implements PcsFault {
    /** One digit of the signature is another. */
    WRONG_SIGNATURE,
    /** Signed by a key that the root never certified. */
    WRONG_KEY,
    /** About another platform, enclave or CA than the one asked for. */
    OTHER_SUBJECT,
    /** Out of date one second after it was issued. */
    EXPIRED,
    /** Issued a year later. */
    FROM_THE_FUTURE,
    /** With the evaluation data number, or CRL number, before the right one. */
    OLDER_NUMBER,
    /** Issued a day earlier. */
    OLDER_ISSUE
  }
}
