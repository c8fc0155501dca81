package io.github.quotary.simulator.spec;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;

/**
 * A TCB level of a platform.
 *
 * @param sgx lowest SGX component SVNs that reach the level
 * @param pceSvn lowest PCE SVN that reaches it
 * @param tdx lowest TEE_TCB_SVN that reaches it; written into TDX TCB information only
 * @param date {@code tcbDate}
 * @param status {@code tcbStatus}, any text
 * @param advisories {@code advisoryIDs}; left out when empty
 */
@RecordBuilder
public record TcbLevelSpec(
    Svns sgx, long pceSvn, Svns tdx, Instant date, String status, List<String> advisories)
    implements TcbLevelSpecBuilder.With {

  /** Copies the list. */
  public TcbLevelSpec {
    advisories = List.copyOf(advisories);
  }
}
