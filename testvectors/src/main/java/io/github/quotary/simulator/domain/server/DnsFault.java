package io.github.quotary.simulator.domain.server;

/** How a name server fails when it is asked for a name. */
public enum DnsFault {
  /** Says SERVFAIL. */
  SERVFAIL,
  /** Says REFUSED. */
  REFUSED,
  /** Says SERVFAIL, and by an extended error that DNSSEC validation failed (RFC 8914, code 6). */
  BOGUS,
  /** Says nothing. */
  SILENT,
  /** Answers with the id of another question, as whoever cannot see the question must. */
  WRONG_ID,
  /** Answers another question. */
  WRONG_QUESTION,
  /** Over UDP the first record alone with the truncation bit; over TCP the whole. */
  TRUNCATED,
  /** Over UDP the truncation bit; over TCP no connection is served to its end. */
  TRUNCATED_FOR_GOOD
}
