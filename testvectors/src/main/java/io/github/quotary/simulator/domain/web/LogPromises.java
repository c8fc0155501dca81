package io.github.quotary.simulator.domain.web;

/** Whose signed certificate timestamps (RFC 6962, section 3.2) are inside a certificate. */
public enum LogPromises {
  /** Of two logs of two operators, as browsers want it. */
  TWO_OPERATORS,
  /** Of two logs of one operator. */
  ONE_OPERATOR,
  /** None: the extension is missing. */
  NONE,
  /** Of two operators, but over another certificate. */
  OF_ANOTHER_CERTIFICATE,
  /** Of logs that no list has. */
  OF_UNKNOWN_LOGS,
  /** Of two operators, dated a year after the certificate begins. */
  FROM_THE_FUTURE,
  /** Of logs that the list rejects. */
  OF_REJECTED_LOGS,
  /** Of logs that were retired before. */
  AFTER_RETIREMENT
}
