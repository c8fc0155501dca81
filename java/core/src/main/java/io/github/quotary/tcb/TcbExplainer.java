package io.github.quotary.tcb;

import io.github.quotary.collateral.QeLevel;
import io.github.quotary.collateral.TcbLevel;
import io.github.quotary.collateral.TdxModuleLevel;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.status.TcbStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches for better platforms: this one with its SVNs raised to a level of the TCB info, of its
 * TDX module and of the quoting enclave, in every combination. Each is evaluated like the platform
 * itself, so what is found is true by construction.
 */
final class TcbExplainer {
  /** Levels of one kind that are tried; Intel's documents have about a dozen. */
  private static final int MAX_LEVELS = 40;

  private static final Comparator<TcbTarget> LEAST_EFFORT =
      Comparator.<TcbTarget>comparingInt(target -> target.needs().size())
          .thenComparingLong(
              target -> target.needs().stream().mapToLong(n -> n.needs() - n.has()).sum());

  private final TcbQuestion question;
  private final PlatformTcb platform;
  private final @Nullable TcbEvaluation present;

  TcbExplainer(TcbQuestion question) {
    this.question = question;
    this.platform = question.platform();
    this.present = TcbEvaluator.evaluate(question).toOptional().orElse(null);
  }

  TcbExplanation explain() {
    if (present != null && present.status() == TcbStatus.UP_TO_DATE) {
      return new TcbExplanation(null, null);
    }
    TcbTarget next = null;
    TcbTarget upToDate = null;
    for (PlatformTcb candidate : candidates()) {
      TcbTarget target = target(candidate);
      if (target != null) {
        next = lesser(next, target);
        if (target.status() == TcbStatus.UP_TO_DATE) {
          upToDate = lesser(upToDate, target);
        }
      }
    }
    return new TcbExplanation(next, upToDate);
  }

  private static TcbTarget lesser(@Nullable TcbTarget best, TcbTarget target) {
    return best == null || LEAST_EFFORT.compare(target, best) < 0 ? target : best;
  }

  /** The candidate as a target, if its status is better than the present one. */
  private @Nullable TcbTarget target(PlatformTcb candidate) {
    TcbEvaluation evaluation =
        TcbEvaluator.evaluate(question.about(candidate)).toOptional().orElse(null);
    if (evaluation == null || rank(evaluation) >= rank(present)) {
      return null;
    }
    List<String> resolved = new ArrayList<>();
    if (present != null) {
      resolved.addAll(present.advisoryIds());
      resolved.removeAll(evaluation.advisoryIds());
    }
    return new TcbTarget(
        evaluation.status(),
        evaluation.tcbDate(),
        new SvnDifference(question, candidate).needs(),
        List.copyOf(resolved),
        candidate);
  }

  /** Smaller is better; what has no evaluation, being unsupported or revoked, is worst. */
  private static int rank(@Nullable TcbEvaluation evaluation) {
    if (evaluation == null) {
      return Integer.MAX_VALUE;
    }
    return switch (evaluation.status()) {
      case UP_TO_DATE -> 0;
      case SW_HARDENING_NEEDED -> 1;
      case CONFIGURATION_NEEDED -> 2;
      case CONFIGURATION_AND_SW_HARDENING_NEEDED -> 3;
      case TD_RELAUNCH_ADVISED -> 4;
      case TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED -> 5;
      case OUT_OF_DATE -> 6;
      case OUT_OF_DATE_CONFIGURATION_NEEDED -> 7;
      case REVOKED -> 8;
    };
  }

  private Set<PlatformTcb> candidates() {
    Set<PlatformTcb> candidates = new LinkedHashSet<>();
    for (int qeSvn : qeSvns()) {
      for (PlatformTcb raised : raisedPlatforms()) {
        candidates.add(
            new PlatformTcb(
                raised.sgxComponents(),
                raised.pceSvn(),
                qeSvn,
                raised.teeTcbSvnOrNull(),
                raised.teeTcbSvn2OrNull()));
      }
    }
    candidates.remove(platform);
    return candidates;
  }

  private List<Integer> qeSvns() {
    List<Integer> svns = new ArrayList<>();
    svns.add(platform.qeIsvSvn());
    question.qeIdentity().levels().stream()
        .limit(MAX_LEVELS)
        .mapToLong(QeLevel::isvSvn)
        .filter(svn -> svn > platform.qeIsvSvn() && svn <= 0xffff)
        .forEach(svn -> svns.add((int) svn));
    return svns;
  }

  /** This platform, and this platform raised to each level of the TCB info. */
  private List<PlatformTcb> raisedPlatforms() {
    List<PlatformTcb> raised = new ArrayList<>();
    addTeeTcbSvns(raised, platform.sgxComponents(), platform.pceSvn(), null);
    for (TcbLevel level : question.tcbInfo().levels().stream().limit(MAX_LEVELS).toList()) {
      addTeeTcbSvns(
          raised,
          platform.sgxComponents().max(level.sgxComponents()),
          Math.max(platform.pceSvn(), level.pceSvn()),
          level.tdxComponentsOrNull());
    }
    return raised;
  }

  /** Adds the platform with each TEE_TCB_SVN that it could have for this level. */
  private void addTeeTcbSvns(
      List<PlatformTcb> raised, TcbComponents sgx, long pceSvn, @Nullable TcbComponents needed) {
    TcbComponents launch = platform.teeTcbSvnOrNull();
    TcbComponents current = platform.teeTcbSvn2OrNull();
    if (launch == null) {
      raised.add(new PlatformTcb(sgx, pceSvn, platform.qeIsvSvn(), null, null));
      return;
    }
    for (TcbComponents svn : launchSvns(launch, current, needed)) {
      Set<@Nullable TcbComponents> currents = new LinkedHashSet<>();
      currents.add(current);
      if (current != null) {
        currents.add(current.max(svn));
        currents.addAll(raisedSvns(current, needed));
      }
      for (TcbComponents svn2 : currents) {
        raised.add(new PlatformTcb(sgx, pceSvn, platform.qeIsvSvn(), svn, svn2));
      }
    }
  }

  /** The launch SVNs as they are, as a relaunch would make them, and raised to the level. */
  private Set<TcbComponents> launchSvns(
      TcbComponents launch, @Nullable TcbComponents current, @Nullable TcbComponents needed) {
    Set<TcbComponents> svns = new LinkedHashSet<>(raisedSvns(launch, needed));
    if (current != null) {
      svns.addAll(raisedSvns(launch.max(current), needed));
    }
    return svns;
  }

  /** A TEE_TCB_SVN raised to a level's TDX components, and to each level of its module. */
  private Set<TcbComponents> raisedSvns(TcbComponents svn, @Nullable TcbComponents needed) {
    Set<TcbComponents> svns = new LinkedHashSet<>();
    TcbComponents base = needed == null ? svn : raised(svn, needed);
    svns.add(base);
    int version = TeeTcbSvn.moduleVersion(base);
    if (version > 0) {
      question.tcbInfo().tdxModuleIdentity(version).stream()
          .flatMap(identity -> identity.levels().stream())
          .limit(MAX_LEVELS)
          .mapToInt(TdxModuleLevel::isvSvn)
          .filter(moduleSvn -> moduleSvn > TeeTcbSvn.moduleSvn(base) && moduleSvn <= 0xff)
          .forEach(moduleSvn -> svns.add(base.with(0, moduleSvn)));
    }
    return svns;
  }

  /** Components 0 and 1 of a module with an identity of its own are matched there, not here. */
  private static TcbComponents raised(TcbComponents svn, TcbComponents needed) {
    TcbComponents max = svn.max(needed);
    return TeeTcbSvn.moduleVersion(svn) == 0 ? max : max.with(0, svn.svn(0)).with(1, svn.svn(1));
  }
}
