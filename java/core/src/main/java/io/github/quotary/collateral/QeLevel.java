package io.github.quotary.collateral;

import io.github.quotary.status.TcbStatus;
import java.time.Instant;
import java.util.List;

/**
 * A TCB level of the quoting enclave.
 *
 * @param isvSvn the SVN that the enclave must have
 * @param tcbDate up to when known vulnerabilities are mitigated
 * @param status UpToDate, OutOfDate or Revoked
 * @param advisoryIds Intel's security advisories that concern this level
 */
public record QeLevel(long isvSvn, Instant tcbDate, TcbStatus status, List<String> advisoryIds) {}
