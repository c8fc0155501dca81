package io.github.quotary.tcb;

import io.github.quotary.collateral.QeIdentity;
import io.github.quotary.collateral.QeLevel;
import io.github.quotary.collateral.TcbInfo;
import io.github.quotary.collateral.TcbLevel;
import io.github.quotary.collateral.TdxModuleLevel;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.TcbStatus;
import org.jspecify.annotations.Nullable;

/**
 * QVL 1.27: one evaluation for each TEE_TCB_SVN. A TD that was launched on an out-of-date TCB,
 * while its platform's current TCB is fine, is advised to relaunch.
 */
final class EvaluatorV127 {
  private final PlatformTcb platform;
  private final TcbInfo tcbInfo;
  private final QeIdentity qeIdentity;

  EvaluatorV127(TcbQuestion question) {
    this.platform = question.platform();
    this.tcbInfo = question.tcbInfo();
    this.qeIdentity = question.qeIdentity();
  }

  Outcome<TcbEvaluation> evaluate() {
    TcbComponents currentSvn = platform.teeTcbSvn2OrNull();
    return match(platform.teeTcbSvnOrNull())
        .then(
            launch ->
                currentSvn == null
                    ? Outcome.passed(evaluation(launch, null))
                    : match(currentSvn)
                        .then(current -> Outcome.passed(evaluation(launch, current.status()))));
  }

  private TcbEvaluation evaluation(Matched launch, @Nullable TcbStatus current) {
    TcbStatus result = launch.status();
    if (current != null && result.isOutOfDate() && Convergence.isCurrent(current)) {
      result =
          Convergence.relaunchAdvised(result.needsConfiguration() || current.needsConfiguration());
    }
    return launch.evaluation(
        result,
        Math.min(tcbInfo.tcbEvaluationDataNumber(), qeIdentity.tcbEvaluationDataNumber()),
        current);
  }

  /** Matches the platform with one TEE_TCB_SVN, or with none for SGX. */
  private Outcome<Matched> match(@Nullable TcbComponents svn) {
    if (svn == null) {
      return Levels.sgxLevel(tcbInfo, platform)
          .map(level -> joinQe(level, null, level.status()))
          .orElseGet(() -> TcbEvaluator.platformNotSupported(platform));
    }
    TcbLevel level = Levels.tdxLevel(tcbInfo, platform, svn).orElse(null);
    if (level == null) {
      return TcbEvaluator.platformNotSupported(platform);
    }
    if (TeeTcbSvn.moduleVersion(svn) == 0) {
      return joinQe(level, null, level.status());
    }
    return Levels.tdxModule(
            tcbInfo, svn, RejectReason.TCB_NOT_SUPPORTED, RejectReason.TCB_NOT_SUPPORTED)
        .then(
            module ->
                joinQe(
                    level, module.level(), Convergence.converge(level.status(), module.status())));
  }

  private Outcome<Matched> joinQe(
      TcbLevel level, @Nullable TdxModuleLevel module, TcbStatus status) {
    QeLevel qe = qeIdentity.levelOf(platform.qeIsvSvn()).orElse(null);
    if (qe == null) {
      return TcbEvaluator.qeNotSupported(platform);
    }
    return Outcome.passed(
        new Matched(Convergence.converge(status, qe.status()), level, qe, module));
  }
}
