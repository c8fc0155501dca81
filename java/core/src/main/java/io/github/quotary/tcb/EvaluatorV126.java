package io.github.quotary.tcb;

import io.github.quotary.collateral.QeIdentity;
import io.github.quotary.collateral.QeLevel;
import io.github.quotary.collateral.TcbInfo;
import io.github.quotary.collateral.TcbLevel;
import io.github.quotary.collateral.TdxModuleIdentity;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.tcb.Levels.MatchedModule;
import org.jspecify.annotations.Nullable;

/**
 * QVL up to 1.26: platform and TDX module are joined first, a revoked one ends it; then relaunch
 * advice by a list of conditions; the quoting enclave is joined last.
 */
final class EvaluatorV126 {
  private final PlatformTcb platform;
  private final TcbInfo tcbInfo;
  private final QeIdentity qeIdentity;

  EvaluatorV126(TcbQuestion question) {
    this.platform = question.platform();
    this.tcbInfo = question.tcbInfo();
    this.qeIdentity = question.qeIdentity();
  }

  Outcome<TcbEvaluation> evaluate() {
    TcbLevel sgxLevel = Levels.sgxLevel(tcbInfo, platform).orElse(null);
    if (sgxLevel == null) {
      return TcbEvaluator.platformNotSupported(platform);
    }
    TcbComponents svn = platform.teeTcbSvnOrNull();
    return svn == null ? joinQe(sgxLevel, null, sgxLevel.status()) : evaluateTdx(sgxLevel, svn);
  }

  private Outcome<TcbEvaluation> evaluateTdx(TcbLevel sgxLevel, TcbComponents svn) {
    TcbLevel tdxLevel = Levels.tdxLevel(tcbInfo, platform, svn).orElse(null);
    if (tdxLevel == null) {
      return TcbEvaluator.platformNotSupported(platform);
    }
    if (TeeTcbSvn.moduleVersion(svn) == 0) {
      return joinTdx(sgxLevel, tdxLevel, null, tdxLevel.status());
    }
    return Levels.tdxModule(
            tcbInfo, svn, RejectReason.TDX_MODULE_MISMATCH, RejectReason.TCB_UNRECOGNIZED_STATUS)
        .then(
            module ->
                joinTdx(
                    sgxLevel,
                    tdxLevel,
                    module,
                    Convergence.converge(tdxLevel.status(), module.status())));
  }

  private Outcome<TcbEvaluation> joinTdx(
      TcbLevel sgxLevel, TcbLevel tdxLevel, @Nullable MatchedModule module, TcbStatus status) {
    if (status == TcbStatus.REVOKED) {
      return Outcome.failed(
          RejectReason.TCB_REVOKED,
          module != null && module.status() == TcbStatus.REVOKED
              ? "The TDX module's TCB level with SVN " + module.level().isvSvn() + " is revoked"
              : "The platform's TCB level of " + tdxLevel.tcbDate() + " is revoked");
    }
    if (mayNeedRelaunch(sgxLevel, module, status)) {
      TcbStatus advised =
          Convergence.relaunchAdvised(
              sgxLevel.status().needsConfiguration() || status.needsConfiguration());
      return isCurrentTcbHighest()
          .then(highest -> joinQe(tdxLevel, module, highest ? advised : status));
    }
    return joinQe(tdxLevel, module, status);
  }

  /** The conditions of relaunch advice that do not look at the current TCB. */
  private boolean mayNeedRelaunch(
      TcbLevel sgxLevel, @Nullable MatchedModule module, TcbStatus status) {
    return platform.teeTcbSvn2OrNull() != null
        && qeIdentity
            .levelOf(platform.qeIsvSvn())
            .filter(level -> level.status() == TcbStatus.UP_TO_DATE)
            .isPresent()
        && Convergence.isCurrent(sgxLevel.status())
        && status.isOutOfDate()
        && module != null
        && module.status() == TcbStatus.OUT_OF_DATE;
  }

  /** Whether TEE_TCB_SVN2 has the module and SEAM loader of the highest levels. */
  private Outcome<Boolean> isCurrentTcbHighest() {
    TcbComponents svn2 = platform.teeTcbSvn2OrNull();
    TcbComponents highest = tcbInfo.levels().get(0).tdxComponentsOrNull();
    if (svn2 == null || highest == null) {
      return Outcome.passed(false);
    }
    int neededModuleSvn = TeeTcbSvn.moduleSvn(highest);
    int moduleVersion = TeeTcbSvn.moduleVersion(svn2);
    if (moduleVersion > 0) {
      TdxModuleIdentity identity = tcbInfo.tdxModuleIdentity(moduleVersion).orElse(null);
      if (identity == null) {
        return Outcome.failed(
            RejectReason.TCB_UNRECOGNIZED_STATUS,
            "The TCB info has no TDX module identity "
                + TdxModuleIdentity.idOf(moduleVersion)
                + ", which TEE_TCB_SVN2 names");
      }
      neededModuleSvn = identity.levels().get(0).isvSvn();
    }
    return Outcome.passed(
        TeeTcbSvn.moduleSvn(svn2) >= neededModuleSvn
            && TeeTcbSvn.seamLoaderSvn(svn2) >= TeeTcbSvn.seamLoaderSvn(highest));
  }

  private Outcome<TcbEvaluation> joinQe(
      TcbLevel level, @Nullable MatchedModule module, TcbStatus status) {
    QeLevel qe = qeIdentity.levelOf(platform.qeIsvSvn()).orElse(null);
    if (qe == null) {
      return TcbEvaluator.qeNotSupported(platform);
    }
    TcbStatus launch =
        module == null ? level.status() : Convergence.converge(level.status(), module.status());
    Matched matched =
        new Matched(
            Convergence.converge(launch, qe.status()),
            level,
            qe,
            module == null ? null : module.level());
    return Outcome.passed(
        matched.evaluation(
            Convergence.converge(status, qe.status()),
            Math.min(tcbInfo.tcbEvaluationDataNumber(), qeIdentity.tcbEvaluationDataNumber()),
            null));
  }
}
