package io.github.quotary.simulator.spec;

import io.soabase.recordbuilder.core.RecordBuilder;
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
@RecordBuilder
public record SvnLevelSpec(int isvSvn, Instant date, String status, List<String> advisories)
    implements SvnLevelSpecBuilder.With {

  /** Copies the list. */
  public SvnLevelSpec {
    advisories = List.copyOf(advisories);
  }
}
