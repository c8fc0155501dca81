package io.github.quotary.evidence.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.evidence.part.Binding;
import io.github.quotary.policy.Violation;
import io.github.quotary.rtmr.CcelLog;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.RtmrComparison.Outcome;
import io.github.quotary.rtmr.RtmrReplay;
import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came with a quote in the same input, compared with the verified quote: bindings, and an
 * event log.
 *
 * @param result the verdict, which is not trusted where something does not fit
 * @param bindings what ties the quote to other parts of the input
 * @param log what the event log gives, if there is one that can be compared
 * @param notes what was not read, not used, or could not be compared, a sentence each
 */
public record InputChecks(
    VerificationResult result,
    List<Binding> bindings,
    Optional<RtmrComparison> log,
    List<String> notes) {
  /** Rule of an objection that a binding does not hold. */
  static final String BINDING = "binding";

  /** Rules of objections to what came with a quote. */
  public static final Set<String> RULES = Set.of(BINDING, VerificationContext.EVENT_LOG);

  private static final int TWO = 2;

  /** A verdict and what was compared. */
  public InputChecks {
    bindings = List.copyOf(bindings);
    notes = List.copyOf(notes);
  }

  /**
   * Compares what came with a quote; only with a verified one.
   *
   * @param logs the event logs
   */
  public static InputChecks of(
      VerificationResult result, List<Binding> bindings, List<EventLog> logs) {
    if (!(result instanceof Verified verified) || (bindings.isEmpty() && logs.isEmpty())) {
      return new InputChecks(result, List.of(), Optional.empty(), List.of());
    }
    List<String> notes = new ArrayList<>();
    Optional<RtmrReplay> replay =
        verified.tdReport().isPresent() ? replay(logs, notes) : Optional.empty();
    Optional<RtmrComparison> log = replay.map(each -> each.compare(verified));
    List<Violation> objections = new ArrayList<>();
    for (Binding binding : bindings) {
      if (binding.outcome() == Binding.Outcome.FAILS) {
        objections.add(new Violation(BINDING, binding.detail(), binding.name()));
      }
    }
    Optional<Outcome> outcome = log.map(RtmrComparison::outcome);
    if (outcome.equals(Optional.of(Outcome.MISMATCH))) {
      objections.add(
          new Violation(
              VerificationContext.EVENT_LOG,
              "differs in " + names(differing(log.get())),
              "the log that comes with the quote gives its registers"));
    }
    return new InputChecks(
        verified.besides(outcome.equals(Optional.of(Outcome.MATCH)), objections),
        bindings,
        log,
        notes);
  }

  /** The same with more that an operator or caller should know of the input, a sentence each. */
  public InputChecks with(List<String> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(notes);
    all.addAll(more);
    return new InputChecks(result, bindings, log, all);
  }

  private static Optional<RtmrReplay> replay(List<EventLog> logs, List<String> notes) {
    if (logs.size() == 1) {
      return Optional.of(RtmrReplay.of(logs.get(0)));
    }
    List<EventLog> boot = logs.stream().filter(CcelLog.class::isInstance).toList();
    if (logs.size() == TWO && boot.size() == 1) {
      EventLog other = logs.get(0) == boot.get(0) ? logs.get(1) : logs.get(0);
      return Optional.of(RtmrReplay.of(boot.get(0), other));
    }
    if (!logs.isEmpty()) {
      notes.add(logs.size() + " event logs came with the quote; none was compared with it");
    }
    return Optional.empty();
  }

  private static Set<Rtmr> differing(RtmrComparison log) {
    return EnumSet.allOf(Rtmr.class).stream()
        .filter(register -> log.outcome(Set.of(register)) == Outcome.MISMATCH)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rtmr.class)));
  }

  private static String names(Set<Rtmr> registers) {
    return registers.stream().map(Rtmr::name).collect(Collectors.joining(", "));
  }

  /** Whether something that came with the quote does not fit it. */
  public boolean fails() {
    return bindings.stream().anyMatch(binding -> binding.outcome() == Binding.Outcome.FAILS)
        || log.filter(each -> each.outcome() == Outcome.MISMATCH).isPresent();
  }

  /** Whether there is anything to say. */
  boolean areAny() {
    return !bindings.isEmpty() || log.isPresent() || !notes.isEmpty();
  }

  /** Adds {@code bindings}, {@code eventLog} and {@code notes}, each where there is any. */
  public void addTo(ObjectNode json) {
    if (!bindings.isEmpty()) {
      ArrayNode array = json.putArray("bindings");
      for (Binding binding : bindings) {
        ObjectNode node = array.addObject();
        node.put("name", binding.name());
        node.put("outcome", word(binding));
        node.put("detail", binding.detail());
      }
    }
    log.ifPresent(
        comparison -> {
          ObjectNode node = json.putObject("eventLog");
          node.put("outcome", comparison.outcome().name().toLowerCase(Locale.ROOT));
          addNames(node.putArray("differing"), differing(comparison));
          addNames(node.putArray("unknown"), comparison.unknown());
        });
    if (!notes.isEmpty()) {
      ArrayNode array = json.putArray("notes");
      notes.forEach(array::add);
    }
  }

  private static void addNames(ArrayNode array, Set<Rtmr> registers) {
    registers.forEach(register -> array.add(register.name().toLowerCase(Locale.ROOT)));
  }

  private static String word(Binding binding) {
    return binding.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A line for each binding and for the log. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Binding binding : bindings) {
      lines.add(binding.name() + ": " + word(binding) + ", " + binding.detail());
    }
    log.ifPresent(
        comparison ->
            lines.add(
                "Event log in the input: "
                    + switch (comparison.outcome()) {
                      case MATCH -> "it gives all four registers of the quote";
                      case PARTIAL ->
                          "partial, no events for "
                              + names(comparison.unknown())
                              + "; the other registers match";
                      case MISMATCH ->
                          "MISMATCH, it is not what " + names(differing(comparison)) + " measured";
                    }));
    lines.addAll(notes);
    return lines;
  }
}
