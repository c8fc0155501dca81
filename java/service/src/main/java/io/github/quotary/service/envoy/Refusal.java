package io.github.quotary.service.envoy;

/** Why a request is refused: what the client, and what Envoy is told. */
enum Refusal {
  /** It has no evidence. */
  NO_EVIDENCE(401, 16),
  /** What it has cannot be read. */
  UNREADABLE(403, 3),
  /** Its quote is not tied to it. */
  NOT_BOUND(403, 7),
  /** Its quote is not trusted. */
  NOT_TRUSTED(403, 7),
  /** Nothing could be decided: there is no collateral. */
  UNDECIDED(503, 14),
  /** Envoy's own message cannot be read. */
  OTHER_MESSAGE(403, 3);

  private final int httpStatus;
  private final int code;

  Refusal(int httpStatus, int code) {
    this.httpStatus = httpStatus;
    this.code = code;
  }

  /** HTTP's status for the client. */
  int httpStatus() {
    return httpStatus;
  }

  /** The call's status, by gRPC's numbers. */
  int code() {
    return code;
  }
}
