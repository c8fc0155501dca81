package io.github.quotary.simulator.domain.server;

/** How a search service of Certificate Transparency fails. */
public enum CtSearchFault {
  /** Not at all. */
  NONE,
  /** 503 with a page in HTML, as it does when it is busy. */
  UNAVAILABLE,
  /** 200 with a page in HTML. */
  ERROR_PAGE,
  /** A JSON array that ends in the middle. */
  CUT,
  /** 200 and an empty array, whatever is asked. */
  EMPTY,
  /** As many rows as it ever gives, of other certificates. */
  ROW_LIMIT,
  /** Rows, but no certificate. */
  METADATA_ONLY,
  /** For the number of a certificate it gives the first that was logged. */
  WRONG_CERTIFICATE,
  /** Head and half of the body, then nothing until it is closed. */
  STALLING
}
