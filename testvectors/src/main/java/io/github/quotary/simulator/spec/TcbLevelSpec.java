package io.github.quotary.simulator.spec;

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
public record TcbLevelSpec(
    Svns sgx, long pceSvn, Svns tdx, Instant date, String status, List<String> advisories) {

  /** Copies the list. */
  public TcbLevelSpec {
    advisories = List.copyOf(advisories);
  }

  /** The same with another {@code sgx}. */
  public TcbLevelSpec withSgx(Svns value) {
    return new TcbLevelSpec(value, pceSvn, tdx, date, status, advisories);
  }

  /** The same with another {@code pceSvn}. */
  public TcbLevelSpec withPceSvn(long value) {
    return new TcbLevelSpec(sgx, value, tdx, date, status, advisories);
  }

  /** The same with another {@code tdx}. */
  public TcbLevelSpec withTdx(Svns value) {
    return new TcbLevelSpec(sgx, pceSvn, value, date, status, advisories);
  }

  /** The same with another {@code date}. */
  public TcbLevelSpec withDate(Instant value) {
    return new TcbLevelSpec(sgx, pceSvn, tdx, value, status, advisories);
  }

  /** The same with another {@code status}. */
  public TcbLevelSpec withStatus(String value) {
    return new TcbLevelSpec(sgx, pceSvn, tdx, date, value, advisories);
  }

  /** The same with another {@code advisories}. */
  public TcbLevelSpec withAdvisories(List<String> value) {
    return new TcbLevelSpec(sgx, pceSvn, tdx, date, status, value);
  }
}
