package io.github.quotary.domain.report;

import java.util.List;

/**
 * What parties other than the TD say about who may have a certificate for the domain.
 *
 * @param caa the CAA state of each name; empty if the DNS was not queried
 * @param ct logged certificates that have not expired
 * @param ctOutcome what came of the question to Certificate Transparency
 */
public record Witnesses(List<CaaStatement> caa, List<CtStatement> ct, CtOutcome ctOutcome) {
  private static final Witnesses NONE =
      new Witnesses(List.of(), List.of(), new CtOutcome.NotAsked());

  /** Copies the lists. */
  public Witnesses {
    caa = List.copyOf(caa);
    ct = List.copyOf(ct);
  }

  /** Nothing was queried. */
  public static Witnesses none() {
    return NONE;
  }

  /** Whether Certificate Transparency was asked, whatever came of it. */
  public boolean isCtAsked() {
    return !(ctOutcome instanceof CtOutcome.NotAsked);
  }
}
