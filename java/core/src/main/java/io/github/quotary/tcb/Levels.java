package io.github.quotary.tcb;

import io.github.quotary.collateral.TcbInfo;
import io.github.quotary.collateral.TcbLevel;
import io.github.quotary.collateral.TdxModuleIdentity;
import io.github.quotary.collateral.TdxModuleLevel;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.TcbStatus;
import java.util.Optional;

/** Matching of SVNs against TCB levels; the levels come highest first. */
final class Levels {
  private Levels() {}

  /** The highest level whose SGX components and PCESVN the platform has. */
  static Optional<TcbLevel> sgxLevel(TcbInfo tcbInfo, PlatformTcb platform) {
    return tcbInfo.levels().stream().filter(level -> sgxReaches(platform, level)).findFirst();
  }

  /** The highest level that the platform and this TEE_TCB_SVN reach together. */
  static Optional<TcbLevel> tdxLevel(TcbInfo tcbInfo, PlatformTcb platform, TcbComponents svn) {
    return tcbInfo.levels().stream()
        .filter(level -> sgxReaches(platform, level) && tdxReaches(svn, level))
        .findFirst();
  }

  private static boolean sgxReaches(PlatformTcb platform, TcbLevel level) {
    return platform.sgxComponents().dominates(level.sgxComponents())
        && platform.pceSvn() >= level.pceSvn();
  }

  /**
   * A module with an identity of its own is matched there, so its components 0 and 1 are skipped.
   */
  private static boolean tdxReaches(TcbComponents svn, TcbLevel level) {
    int first = TeeTcbSvn.moduleVersion(svn) > 0 ? 2 : 0;
    return level.tdxComponents().map(needed -> svn.dominatesFrom(first, needed)).orElse(false);
  }

  /**
   * The highest level of its identity that the TDX module of this TEE_TCB_SVN reaches; the module
   * has an identity of its own, so its version is above 0. No level is {@link
   * RejectReason#TCB_NOT_SUPPORTED}; what else can fail has another reason in each generation.
   *
   * @param noIdentity the reason where the TCB info has no identity of the module
   * @param unknownStatus the reason where the level's status is none that Intel defines
   */
  static Outcome<MatchedModule> tdxModule(
      TcbInfo tcbInfo, TcbComponents svn, RejectReason noIdentity, RejectReason unknownStatus) {
    int version = TeeTcbSvn.moduleVersion(svn);
    String id = TdxModuleIdentity.idOf(version);
    TdxModuleIdentity identity = tcbInfo.tdxModuleIdentity(version).orElse(null);
    if (identity == null) {
      return Outcome.failed(noIdentity, "The TCB info has no TDX module identity " + id);
    }
    TdxModuleLevel level = identity.levelOf(TeeTcbSvn.moduleSvn(svn)).orElse(null);
    if (level == null) {
      return Outcome.failed(
          RejectReason.TCB_NOT_SUPPORTED,
          "No level of TDX module identity "
              + id
              + " is reached by SVN "
              + TeeTcbSvn.moduleSvn(svn));
    }
    TcbStatus status = level.status().orElse(null);
    return status == null
        ? Outcome.failed(
            unknownStatus,
            "TDX module identity " + id + " has the unknown status " + level.statusName())
        : Outcome.passed(new MatchedModule(level, status));
  }

  /**
   * A level of a TDX module.
   *
   * @param level what was matched
   * @param status its status, which is one that Intel defines
   */
  record MatchedModule(TdxModuleLevel level, TcbStatus status) {}
}
