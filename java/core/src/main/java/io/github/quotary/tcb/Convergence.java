package io.github.quotary.tcb;

import static io.github.quotary.status.TcbStatus.CONFIGURATION_AND_SW_HARDENING_NEEDED;
import static io.github.quotary.status.TcbStatus.CONFIGURATION_NEEDED;
import static io.github.quotary.status.TcbStatus.OUT_OF_DATE;
import static io.github.quotary.status.TcbStatus.OUT_OF_DATE_CONFIGURATION_NEEDED;
import static io.github.quotary.status.TcbStatus.REVOKED;

import io.github.quotary.status.TcbStatus;

/** How Intel joins a platform's status with that of a TDX module or quoting enclave. */
final class Convergence {
  private Convergence() {}

  /**
   * The status of a platform with a component of this status. A component is UpToDate, OutOfDate or
   * Revoked; joining two components one after the other is the same in either order.
   */
  static TcbStatus converge(TcbStatus platform, TcbStatus component) {
    if (component == REVOKED) {
      return REVOKED;
    }
    if (component != OUT_OF_DATE) {
      return platform;
    }
    return switch (platform) {
      case UP_TO_DATE, SW_HARDENING_NEEDED -> OUT_OF_DATE;
      case CONFIGURATION_NEEDED, CONFIGURATION_AND_SW_HARDENING_NEEDED ->
          OUT_OF_DATE_CONFIGURATION_NEEDED;
      default -> platform;
    };
  }

  /** Whether nothing about the status is out of date or revoked. */
  static boolean isCurrent(TcbStatus status) {
    return switch (status) {
      case UP_TO_DATE,
          SW_HARDENING_NEEDED,
          CONFIGURATION_NEEDED,
          CONFIGURATION_AND_SW_HARDENING_NEEDED ->
          true;
      default -> false;
    };
  }

  /** Relaunch advice, with or without configuration. */
  static TcbStatus relaunchAdvised(boolean configuration) {
    return configuration
        ? TcbStatus.TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED
        : TcbStatus.TD_RELAUNCH_ADVISED;
  }
}
