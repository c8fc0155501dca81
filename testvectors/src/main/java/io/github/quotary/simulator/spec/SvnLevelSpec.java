package io.github.quotary.simulator.spec;

import java.time.Instant;
import java.util.List;

/**
 * A TCB level that is found by one ISVSVN: those of a TDX module identity and of a QE identity.
 *
 * @param isvSvn lowest ISVSVN that reaches the level
 * @param date {@code tcbDate}
 * @param status {@code tcbStatus}, any text
 * @param advisories {@code advisoryIDs}; left out when empty
 */
public record SvnLevelSpec(int isvSvn, Instant date, String status, List<String> advisories) {

  /** Copies the list. */
  public SvnLevelSpec {
    advisories = List.copyOf(advisories);
  }

  /** The same with another {@code isvSvn}. */
  public SvnLevelSpec withIsvSvn(int value) {
    return new SvnLevelSpec(value, date, status, advisories);
  }

  /** The same with another {@code date}. */
  public SvnLevelSpec withDate(Instant value) {
    return new SvnLevelSpec(isvSvn, value, status, advisories);
  }

  /** The same with another {@code status}. */
  public SvnLevelSpec withStatus(String value) {
    return new SvnLevelSpec(isvSvn, date, value, advisories);
  }

  /** The same with another {@code advisories}. */
  public SvnLevelSpec withAdvisories(List<String> value) {
    return new SvnLevelSpec(isvSvn, date, status, value);
  }
}
