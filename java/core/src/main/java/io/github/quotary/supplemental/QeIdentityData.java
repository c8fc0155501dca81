package io.github.quotary.supplemental;

import io.github.quotary.collateral.Validity;
import io.github.quotary.status.TcbStatus;
import java.time.Instant;

/**
 * The quoting enclave's part of the supplemental data.
 *
 * @param validity dates over the QE identity and the certificates that signed it
 * @param tcbDate date of the level that the quoting enclave reaches
 * @param tcbEvaluationDataNumber number of the TCB recovery that the identity belongs to
 * @param status status of that level: UpToDate, OutOfDate or Revoked
 */
public record QeIdentityData(
    Validity validity, Instant tcbDate, long tcbEvaluationDataNumber, TcbStatus status) {}
