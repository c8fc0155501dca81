package io.github.quotary.tcb;

import io.github.quotary.collateral.QeIdentity;
import io.github.quotary.collateral.QeLevel;
import io.github.quotary.collateral.TcbComponentNames;
import io.github.quotary.collateral.TcbInfo;
import io.github.quotary.collateral.TcbLevel;
import io.github.quotary.collateral.TdxModule;
import io.github.quotary.collateral.TdxModuleIdentity;
import io.github.quotary.collateral.TdxModuleLevel;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.Rejection;
import io.github.quotary.status.TcbStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Documents and platforms of a few levels, written by hand, and the verdict on them in a word. */
record Levelled(
    List<TcbLevel> levels,
    List<TdxModuleIdentity> modules,
    List<QeLevel> qeLevels,
    PlatformTcb platform,
    TcbComponentNames names) {
  static final Instant DATE = Instant.parse("2026-01-01T00:00:00Z");

  private static final TcbComponentNames NO_NAMES = new TcbComponentNames(List.of(), List.of());
  private static final Measurement NOTHING = Measurement.of(new byte[48]);
  private static final TdxModule MODULE = new TdxModule(NOTHING, NOTHING, NOTHING);

  /** An SGX platform whose SVNs are all 5, and one level of the same for each status given. */
  static Levelled sgx(TcbStatus status) {
    return new Levelled(
        List.of(sgxLevel(5, status)),
        List.of(),
        List.of(qe(5, TcbStatus.UP_TO_DATE)),
        sgx(5, 5, 5),
        NO_NAMES);
  }

  /** A TD with module 1.5, on a platform whose other SVNs are 5. */
  static Levelled tdx(TcbStatus platform, TcbStatus module, TcbStatus qe) {
    return new Levelled(
        List.of(tdxLevel(5, svns(5, 0, 5), platform)),
        List.of(module(1, moduleLevel(5, module.intelName()))),
        List.of(qe(5, qe)),
        td(svns(5, 1, 5), null),
        NO_NAMES);
  }

  Levelled withLevels(TcbLevel... value) {
    return new Levelled(List.of(value), modules, qeLevels, platform, names);
  }

  Levelled withModules(TdxModuleIdentity... value) {
    return new Levelled(levels, List.of(value), qeLevels, platform, names);
  }

  Levelled withQe(QeLevel... value) {
    return new Levelled(levels, modules, List.of(value), platform, names);
  }

  Levelled on(PlatformTcb value) {
    return new Levelled(levels, modules, qeLevels, value, names);
  }

  Levelled withNames(TcbComponentNames value) {
    return new Levelled(levels, modules, qeLevels, platform, value);
  }

  TcbQuestion question(QvlGeneration generation) {
    return new TcbQuestion(generation, platform, tcbInfo(), qeIdentity());
  }

  Outcome<TcbEvaluation> evaluate(QvlGeneration generation) {
    return TcbEvaluator.evaluate(question(generation));
  }

  /** Name of the status, or of the reason for the rejection. */
  String verdict(QvlGeneration generation) {
    Outcome<TcbEvaluation> outcome = evaluate(generation);
    Rejection rejection = outcome.rejectionOrNull();
    return rejection != null ? rejection.reason().name() : outcome.orElseThrow().status().name();
  }

  private TcbInfo tcbInfo() {
    boolean tdx = platform.teeTcbSvn().isPresent();
    return new TcbInfo(
        3,
        tdx ? TeeType.TDX : TeeType.SGX,
        DATE,
        DATE,
        NOTHING,
        NOTHING,
        21,
        tdx ? MODULE : null,
        modules,
        levels,
        names);
  }

  private QeIdentity qeIdentity() {
    return new QeIdentity(
        QeIdentity.Id.TD_QE,
        DATE,
        DATE,
        20,
        NOTHING,
        NOTHING,
        NOTHING,
        NOTHING,
        NOTHING,
        1,
        qeLevels);
  }

  static PlatformTcb sgx(int sgx, long pceSvn, int qeSvn) {
    return new PlatformTcb(all(sgx), pceSvn, qeSvn, null, null);
  }

  /** A TD on a platform whose other SVNs are 5. */
  static PlatformTcb td(TcbComponents launch, TcbComponents current) {
    return new PlatformTcb(all(5), 5, 5, launch, current);
  }

  static TcbLevel sgxLevel(int svn, TcbStatus status, String... advisories) {
    return new TcbLevel(all(svn), 5, null, DATE, status, List.of(advisories));
  }

  static TcbLevel tdxLevel(int sgx, TcbComponents tdx, TcbStatus status, String... advisories) {
    return new TcbLevel(all(sgx), 5, tdx, DATE, status, List.of(advisories));
  }

  static QeLevel qe(long svn, TcbStatus status, String... advisories) {
    return new QeLevel(svn, DATE, status, List.of(advisories));
  }

  static TdxModuleIdentity module(int version, TdxModuleLevel... levels) {
    return new TdxModuleIdentity(TdxModuleIdentity.idOf(version), MODULE, List.of(levels));
  }

  static TdxModuleIdentity module(String id, TdxModuleLevel... levels) {
    return new TdxModuleIdentity(id, MODULE, List.of(levels));
  }

  static TdxModuleLevel moduleLevel(int svn, String status, String... advisories) {
    return new TdxModuleLevel(svn, DATE, status, List.of(advisories));
  }

  static TcbComponents all(int svn) {
    byte[] svns = new byte[16];
    Arrays.fill(svns, (byte) svn);
    return TcbComponents.of(svns);
  }

  /** These components first, zeros after them. */
  static TcbComponents svns(int... first) {
    byte[] svns = new byte[16];
    for (int i = 0; i < first.length; i++) {
      svns[i] = (byte) first[i];
    }
    return TcbComponents.of(svns);
  }

  static TcbComponents but(TcbComponents components, int index, int svn) {
    byte[] svns = components.toByteArray();
    svns[index] = (byte) svn;
    return TcbComponents.of(svns);
  }
}
