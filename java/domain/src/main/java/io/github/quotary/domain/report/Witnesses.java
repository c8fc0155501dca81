package io.github.quotary.domain.report;

import java.util.List;

/**
 * What others than the TD say of who may have a certificate for the domain.
 *
 * @param caa what CAA says, name by name; empty if the DNS was not asked
 * @param ct logged certificates that have not expired
 * @param isCtAsked whether logs were asked
 */
public record Witnesses(List<CaaStatement> caa, List<CtStatement> ct, boolean isCtAsked) {
  private static final Witnesses NONE = new Witnesses(List.of(), List.of(), false);

  /** Copies the lists. */
  public Witnesses {
    caa = List.copyOf(caa);
    ct = List.copyOf(ct);
  }

  /** Nobody was asked. */
  public static Witnesses none() {
    return NONE;
  }
}
