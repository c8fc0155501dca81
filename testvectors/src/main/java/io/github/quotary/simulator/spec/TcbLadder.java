package io.github.quotary.simulator.spec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The TCB levels of the default documents: one rung for each status, told apart by SGX component 1.
 *
 * <p>A platform on the top rung is up to date; each step down in that component is one rung down,
 * and below the last rung no level matches.
 */
public final class TcbLadder {
  /** SGX component SVNs of the up-to-date platform. */
  public static final Svns PLATFORM_SVNS = Svns.of(8, 8, 2, 2, 4, 1, 0, 5);

  static final long PCE_SVN = 13;

  /** TEE_TCB_SVN of the up-to-date TD: module minor 6, module major 1, loader 4. */
  static final Svns TEE_TCB_SVN = Svns.of(6, 1, 4);

  /** TEE_TCB_SVN of a TD under an out-of-date module. */
  public static final Svns OUT_OF_DATE_TEE_TCB_SVN = TEE_TCB_SVN.with(0, 4);

  /** TDX component SVNs of every rung; the first two are ignored for versioned modules. */
  static final Svns LEVEL_TDX_SVNS = Svns.of(5, 0, 4);

  public static final Instant NEWEST_DATE = date("2026-02-11");

  public static final SvnLevelSpec OUT_OF_DATE_MODULE =
      new SvnLevelSpec(4, date("2024-11-13"), "OutOfDate", List.of("INTEL-SA-01192"));
  public static final SvnLevelSpec OUT_OF_DATE_QE =
      new SvnLevelSpec(6, date("2024-03-13"), "OutOfDate", List.of("INTEL-SA-00477"));

  private TcbLadder() {}

  public static List<TcbLevelSpec> levels() {
    List<TcbLevelSpec> levels = new ArrayList<>();
    for (Rung rung : Rung.values()) {
      levels.add(
          new TcbLevelSpec(
              rung.svns(), PCE_SVN, LEVEL_TDX_SVNS, rung.date, rung.status, rung.advisories));
    }
    return levels;
  }

  /** Module versions 1 and 3, each with an up-to-date, an out-of-date and a revoked level. */
  static List<TdxModuleIdentitySpec> moduleIdentities() {
    List<SvnLevelSpec> levels =
        List.of(
            new SvnLevelSpec(6, NEWEST_DATE, "UpToDate", List.of()),
            OUT_OF_DATE_MODULE,
            new SvnLevelSpec(2, date("2023-01-11"), "Revoked", List.of("INTEL-SA-00767")));
    return List.of(
        new TdxModuleIdentitySpec("TDX_03", TdxModuleSpec.intel(), levels),
        new TdxModuleIdentitySpec("TDX_01", TdxModuleSpec.intel(), levels));
  }

  /** Levels of the quoting enclave: ISVSVN 8 is up to date, 6 out of date, 3 revoked. */
  static List<SvnLevelSpec> qeLevels() {
    return List.of(
        new SvnLevelSpec(8, NEWEST_DATE, "UpToDate", List.of()),
        OUT_OF_DATE_QE,
        new SvnLevelSpec(3, date("2022-08-10"), "Revoked", List.of("INTEL-SA-00219")));
  }

  private static Instant date(String day) {
    return Instant.parse(day + "T00:00:00Z");
  }

  /** One level of the ladder, from the top. */
  public enum Rung {
    UP_TO_DATE("UpToDate", "2026-02-11"),
    SW_HARDENING_NEEDED("SWHardeningNeeded", "2025-08-13", "INTEL-SA-00615"),
    CONFIGURATION_NEEDED("ConfigurationNeeded", "2025-05-14", "INTEL-SA-00289"),
    CONFIGURATION_AND_SW_HARDENING_NEEDED(
        "ConfigurationAndSWHardeningNeeded", "2024-11-13", "INTEL-SA-00289", "INTEL-SA-00615"),
    OUT_OF_DATE("OutOfDate", "2024-03-13", "INTEL-SA-00960"),
    OUT_OF_DATE_CONFIGURATION_NEEDED(
        "OutOfDateConfigurationNeeded", "2023-08-09", "INTEL-SA-00289", "INTEL-SA-00960"),
    REVOKED("Revoked", "2022-11-09", "INTEL-SA-00837");

    private final String status;
    private final Instant date;
    private final List<String> advisories;

    Rung(String status, String day, String... advisories) {
      this.status = status;
      this.date = TcbLadder.date(day);
      this.advisories = List.of(advisories);
    }

    String status() {
      return status;
    }

    public Instant date() {
      return date;
    }

    public List<String> advisories() {
      return advisories;
    }

    /** How many rungs are above this one. */
    public int depth() {
      return List.of(values()).indexOf(this);
    }

    /** The SGX component SVNs that just reach this rung. */
    public Svns svns() {
      return PLATFORM_SVNS.with(0, PLATFORM_SVNS.values().get(0) - depth());
    }
  }
}
