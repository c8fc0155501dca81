package io.github.quotary.status;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Status of a trusted computing base: the seven that Intel's TCB info can carry, and the two that
 * only an evaluation of a TD report 1.5 gives.
 *
 * <p>There is deliberately no {@code isValid()}: whether a status is good enough is a policy's
 * decision.
 */
public enum TcbStatus {
  /** Every component is at the level that Intel asks for. */
  UP_TO_DATE("UpToDate"),
  /** Up to date, but software must be hardened against the listed advisories. */
  SW_HARDENING_NEEDED("SWHardeningNeeded"),
  /** Up to date, but the platform's configuration may expose it. */
  CONFIGURATION_NEEDED("ConfigurationNeeded"),
  /** Both of the two before. */
  CONFIGURATION_AND_SW_HARDENING_NEEDED("ConfigurationAndSWHardeningNeeded"),
  /** A component is older than what Intel asks for. */
  OUT_OF_DATE("OutOfDate"),
  /** Out of date, and its configuration may expose it too. */
  OUT_OF_DATE_CONFIGURATION_NEEDED("OutOfDateConfigurationNeeded"),
  /** Not to be trusted any more. */
  REVOKED("Revoked"),
  /** The TD was launched on an out-of-date TCB; its platform is up to date by now. */
  TD_RELAUNCH_ADVISED("TDRelaunchAdvised"),
  /** The same, on a platform whose configuration may expose it. */
  TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED("TDRelaunchAdvisedConfigurationNeeded");

  private static final List<TcbStatus> ALL = List.of(values());

  private final String intelName;

  TcbStatus(String intelName) {
    this.intelName = intelName;
  }

  /** The name that Intel's JSON documents use, for example {@code SWHardeningNeeded}. */
  public String intelName() {
    return intelName;
  }

  /** True for the statuses that stand for an out-of-date TCB, with or without configuration. */
  public boolean isOutOfDate() {
    return this == OUT_OF_DATE || this == OUT_OF_DATE_CONFIGURATION_NEEDED;
  }

  /** True for the three statuses of a TCB level that ask for a change of configuration. */
  public boolean needsConfiguration() {
    return this == CONFIGURATION_NEEDED
        || this == OUT_OF_DATE_CONFIGURATION_NEEDED
        || this == CONFIGURATION_AND_SW_HARDENING_NEEDED;
  }

  /** What the status asks for beside raised SVNs, in words; empty where it asks for nothing. */
  public String advice() {
    return switch (this) {
      case UP_TO_DATE, OUT_OF_DATE, REVOKED -> "";
      case SW_HARDENING_NEEDED -> "harden the software against the advisories";
      case CONFIGURATION_NEEDED, OUT_OF_DATE_CONFIGURATION_NEEDED ->
          "change the platform's configuration as the advisories say";
      case CONFIGURATION_AND_SW_HARDENING_NEEDED ->
          "change the platform's configuration and harden the software as the advisories say";
      case TD_RELAUNCH_ADVISED -> "relaunch the TD: its platform has a better TCB by now";
      case TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED ->
          "relaunch the TD, and change the platform's configuration as the advisories say";
    };
  }

  /**
   * The status of this name, compared with letter case; empty for a name that Intel does not use.
   */
  public static Optional<TcbStatus> fromIntelName(@Nullable String name) {
    for (TcbStatus status : ALL) {
      if (status.intelName.equals(name)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
