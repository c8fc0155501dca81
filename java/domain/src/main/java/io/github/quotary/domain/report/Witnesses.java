package io.github.quotary.domain.report;

import java.util.List;

/**
 * What parties other than the TD say about who may have a certificate for the domain.
 *
 * @param caa the CAA state of each name; empty if the DNS was not queried
 * @param ct logged certificates that have not expired
 * @param isCtAsked whether logs were queried
 */
public record Witnesses(List<CaaStatement> caa, List<CtStatement> ct, boolean isCtAsked) {
  private static final Witnesses NONE = new Witnesses(List.of(), List.of(), false);

  /** Copies the lists. */
  public Witnesses {
    caa = List.copyOf(caa);
    ct = List.copyOf(ct);
  }

  /** Nothing was queried. */
  public static Witnesses none() {
    return NONE;
  }
}
