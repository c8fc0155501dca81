package io.github.quotary.collateral;

import io.github.quotary.quote.Measurement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Intel's identity of a quoting enclave (enclave identity, version 2).
 *
 * @param id which enclave
 * @param issueDate when Intel issued it
 * @param nextUpdate when Intel will issue the next
 * @param tcbEvaluationDataNumber number of the TCB recovery that it belongs to
 * @param miscSelect 4 bytes, in the order of a report
 * @param miscSelectMask which bits of the report's MISCSELECT count
 * @param attributes 16 bytes, in the order of a report
 * @param attributesMask which bits of the report's ATTRIBUTES count
 * @param mrSigner 32 bytes
 * @param isvProdId compared with the report's ISVPRODID
 * @param levels highest SVN first
 */
public record QeIdentity(
    Id id,
    Instant issueDate,
    Instant nextUpdate,
    long tcbEvaluationDataNumber,
    Measurement miscSelect,
    Measurement miscSelectMask,
    Measurement attributes,
    Measurement attributesMask,
    Measurement mrSigner,
    long isvProdId,
    List<QeLevel> levels) {

  /** The enclaves that Intel publishes identities of, as far as they verify quotes. */
  public enum Id {
    /** The SGX quoting enclave. */
    QE,
    /** The quote verification enclave. */
    QVE,
    /** The TD quoting enclave. */
    TD_QE
  }

  /** The highest level that an enclave with this SVN reaches. */
  public Optional<QeLevel> levelOf(int isvSvn) {
    return levels.stream().filter(level -> level.isvSvn() <= isvSvn).findFirst();
  }
}
