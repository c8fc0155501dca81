package io.github.quotary.tcb;

import io.github.quotary.collateral.QeLevel;
import io.github.quotary.collateral.TcbLevel;
import io.github.quotary.collateral.TdxModuleLevel;
import io.github.quotary.status.TcbStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The joint status of a platform, and the parts that it was joined from.
 *
 * @param status Intel's answer
 * @param advisoryIds advisories of all matched levels, sorted, each once
 * @param platform the matched level of the TCB info
 * @param qe the matched level of the QE identity
 * @param tdxModuleOrNull the matched level of the TDX module; only for modules with an identity
 * @param tcbDate earliest date of the matched levels
 * @param tcbEvaluationDataNumber the smaller of TCB info's and QE identity's
 * @param launch status by the TCB at launch, before any relaunch advice
 * @param currentOrNull status by the TCB as it is now; only from a TD report 1.5, and only where
 *     the generation evaluates it
 */
public record TcbEvaluation(
    TcbStatus status,
    List<String> advisoryIds,
    TcbLevel platform,
    QeLevel qe,
    @Nullable TdxModuleLevel tdxModuleOrNull,
    Instant tcbDate,
    long tcbEvaluationDataNumber,
    TcbStatus launch,
    @Nullable TcbStatus currentOrNull) {

  /** The matched level of the TDX module; only for modules with an identity. */
  public Optional<TdxModuleLevel> tdxModule() {
    return Optional.ofNullable(tdxModuleOrNull);
  }

  /** Status by the TCB as it is now; only from a TD report 1.5. */
  public Optional<TcbStatus> current() {
    return Optional.ofNullable(currentOrNull);
  }
}
