package io.github.quotary.collateral;

import io.github.quotary.status.TcbStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A TCB level of a TDX module.
 *
 * @param isvSvn the SVN that the module must have, 0 to 65535
 * @param tcbDate up to when known vulnerabilities are mitigated
 * @param statusName the status as the document spells it; Intel does not check it when parsing
 * @param advisoryIds Intel's security advisories that concern this level
 */
public record TdxModuleLevel(
    int isvSvn, Instant tcbDate, String statusName, List<String> advisoryIds) {
  /** The status, if it is one that Intel defines for a module: UpToDate, OutOfDate, Revoked. */
  public Optional<TcbStatus> status() {
    return TcbStatus.fromIntelName(statusName)
        .filter(
            status ->
                status == TcbStatus.UP_TO_DATE
                    || status == TcbStatus.OUT_OF_DATE
                    || status == TcbStatus.REVOKED);
  }
}
