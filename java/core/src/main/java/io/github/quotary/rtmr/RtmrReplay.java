package io.github.quotary.rtmr;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The registers as logs give them: each event extends its register, {@code register =
 * SHA-384(register || digest)}, from 48 zero bytes. Immutable and thread-safe.
 *
 * <pre>{@code
 * RtmrComparison comparison = RtmrReplay.of(ccel, runtime).compare(verified);
 * List<ProvenEvent> events = comparison.proven(Rtmr.RTMR3);
 * }</pre>
 *
 * <p>Source: Intel TDX Module specification, TDG.MR.RTMR.EXTEND.
 */
public final class RtmrReplay {
  private final ReplayedLog first;
  private final Optional<ReplayedLog> second;

  private RtmrReplay(ReplayedLog first, Optional<ReplayedLog> second) {
    this.first = first;
    this.second = second;
  }

  /** Replays one log. */
  public static RtmrReplay of(EventLog log) {
    return new RtmrReplay(ReplayedLog.of(log), Optional.empty());
  }

  /**
   * Replays two logs: RTMR0 to RTMR2 are taken from the first and RTMR3 from the second, or from
   * the other one where that has no events for the register. Where both have events, they must
   * agree.
   *
   * @param boot firmware's log
   * @param runtime the guest's log
   */
  public static RtmrReplay of(EventLog boot, EventLog runtime) {
    return new RtmrReplay(ReplayedLog.of(boot), Optional.of(ReplayedLog.of(runtime)));
  }

  /** The log that a register is taken from. */
  public EventLog log(Rtmr register) {
    return source(register).log();
  }

  /** A register by replay; 48 zero bytes where the log has no events, or only some. */
  public Measurement computed(Rtmr register) {
    return source(register).value(register);
  }

  /** How many events extended a register; 0 where the log has only some. */
  public int events(Rtmr register) {
    return source(register).events(register);
  }

  /**
   * Of each register, the first event that no report can make true: it contradicts itself, or the
   * logs disagree about it. Registers without one are absent.
   */
  public Map<Rtmr, Divergence> contradictions() {
    Map<Rtmr, Divergence> found = new EnumMap<>(Rtmr.class);
    for (ReplayedLog log : logs()) {
      log.contradictions()
          .forEach(
              (register, divergence) -> {
                if (source(register) == log) {
                  found.put(register, divergence);
                }
              });
    }
    for (Rtmr register : Rtmr.values()) {
      ReplayedLog source = source(register);
      other(source)
          .flatMap(other -> source.disagreement(other, register))
          .ifPresent(divergence -> found.putIfAbsent(register, divergence));
    }
    return found;
  }

  /**
   * Holds the registers against those of a verified TDX quote, and proves events.
   *
   * @throws IllegalArgumentException for an SGX quote, which has no registers
   */
  public RtmrComparison compare(Verified verified) {
    return RtmrComparison.of(
        this,
        verified
            .tdReport()
            .orElseThrow(() -> new IllegalArgumentException("SGX quotes have no RTMRs")));
  }

  /**
   * Holds the registers against those of a report that nobody has verified: the log fits the
   * report, which anybody can have made up. Events are then as proven as the report is.
   */
  public RtmrComparison compareUnverified(TdReport report) {
    return RtmrComparison.of(this, report);
  }

  /** The logs that were replayed, one or two. */
  List<ReplayedLog> logs() {
    return second.map(log -> List.of(first, log)).orElse(List.of(first));
  }

  ReplayedLog source(Rtmr register) {
    if (second.isEmpty()) {
      return first;
    }
    ReplayedLog boot = first;
    ReplayedLog runtime = second.get();
    if (register == Rtmr.RTMR3) {
      return runtime.events(register) > 0 ? runtime : boot;
    }
    return boot.events(register) > 0 ? boot : runtime;
  }

  private Optional<ReplayedLog> other(ReplayedLog source) {
    return source == first ? second : Optional.of(first);
  }
}
