package io.github.quotary.simulator.spec;

import java.time.Instant;

/** The calendar of the default scenario. */
public final class Dates {
  /** When the default scenario is verified. */
  static final Instant AT = Instant.parse("2026-06-15T00:00:00Z");

  /** Issue date of TCB information and QE identity, and {@code thisUpdate} of the CRLs. */
  static final Instant ISSUED = Instant.parse("2026-06-01T00:00:00Z");

  /** Next update of all four. */
  public static final Instant NEXT_UPDATE = Instant.parse("2026-07-01T00:00:00Z");

  /** Before anything was issued. */
  public static final Instant LONG_BEFORE = Instant.parse("2026-01-01T00:00:00Z");

  /** After issue, before verification. */
  public static final Instant SHORTLY_BEFORE = Instant.parse("2026-06-10T00:00:00Z");

  /** After verification, before the next update. */
  public static final Instant SHORTLY_AFTER = Instant.parse("2026-06-20T00:00:00Z");

  static final Instant AUTHORITIES_FROM = Instant.parse("2020-01-01T00:00:00Z");
  static final Instant ROOT_UNTIL = Instant.parse("2049-12-31T23:59:59Z");
  static final Instant AUTHORITIES_UNTIL = Instant.parse("2040-01-01T00:00:00Z");
  static final Instant SIGNERS_FROM = Instant.parse("2025-01-01T00:00:00Z");
  static final Instant SIGNERS_UNTIL = Instant.parse("2035-01-01T00:00:00Z");

  /** {@code tcbEvaluationDataNumber} of TCB information and QE identity. */
  public static final long EVALUATION_NUMBER = 20;

  private Dates() {}
}
