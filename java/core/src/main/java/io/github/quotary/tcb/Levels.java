package io.github.quotary.tcb;

import io.github.quotary.collateral.TcbInfo;
import io.github.quotary.collateral.TcbLevel;
import io.github.quotary.quote.TcbComponents;
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
}
