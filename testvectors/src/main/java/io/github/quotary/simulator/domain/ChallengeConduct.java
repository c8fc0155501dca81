package io.github.quotary.simulator.domain;

/** How a deployment answers a challenge at {@code /evidences/challenge?nonce=}. */
public enum ChallengeConduct {
  /** With 404: it offers none. */
  NOT_OFFERED,
  /** With status 200 and a page, as servers do that answer every path. */
  PAGE,
  /** With 429. */
  BUSY,
  /** Rightly. */
  RIGHT,
  /** Rightly, and without the agent's event log: what a TD without dstack has. */
  QUOTE_ONLY,
  /** By a clock that is an hour late. */
  LATE_CLOCK,
  /** With a statement over another nonce, rightly quoted. */
  WRONG_NONCE,
  /** With what it answered to an earlier nonce. */
  REPLAYED,
  /** With a statement over the nonce, and an earlier quote. */
  RELABELLED,
  /** About another key than it serves. */
  OTHER_KEY,
  /** About another ACME account than its document's. */
  OTHER_ACCOUNT,
  /** About other names than it serves. */
  OTHER_NAMES,
  /** About another manifest. */
  OTHER_MANIFEST,
  /** With the quote of another app. */
  OTHER_APP,
  /** With the quote of another instance of the app. */
  OTHER_INSTANCE,
  /** With a quote of a platform that Intel did not certify. */
  FOREIGN_QUOTE,
  /** With report data that lack the tag. */
  WITHOUT_TAG,
  /** With the report data of a manifest's quote. */
  MANIFESTS_REPORT_DATA,
  /** With a member twice in the statement. */
  MEMBER_TWICE,
  /** With a member in the statement that nobody knows. */
  UNKNOWN_MEMBER,
  /** With JSON of another form. */
  OTHER_JSON,
  /** With octets that begin like JSON. */
  GARBAGE
}
