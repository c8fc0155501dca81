package io.github.quotary.evidence.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.quote.Quote;
import io.github.quotary.rtmr.Divergence;
import io.github.quotary.rtmr.Event;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.ProvenEvent;
import io.github.quotary.rtmr.RegisterMatch;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrComparison;
import java.util.Locale;
import java.util.Optional;

/** A replay as JSON; members that do not apply are absent. */
public final class ReplayJson {
  private final ReplayOutcome outcome;

  private ReplayJson(ReplayOutcome outcome) {
    this.outcome = outcome;
  }

  /** The outcome. */
  public static ObjectNode of(ReplayOutcome outcome) {
    return new ReplayJson(outcome).write();
  }

  /** A log or quote that cannot be read. */
  public static ObjectNode malformed(String input, String problem) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("outcome", "malformed");
    ObjectNode malformed = json.putObject("malformed");
    malformed.put("input", input);
    malformed.put("problem", problem);
    return json;
  }

  private ObjectNode write() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ReplayOutcome.Result result = outcome.result();
    json.put("outcome", result.name().toLowerCase(Locale.ROOT));
    if (result != ReplayOutcome.Result.REPLAYED) {
      json.put("match", result == ReplayOutcome.Result.MATCH);
    }
    outcome.quote().ifPresent(quote -> json.set("quote", quote(quote)));
    if (outcome.comparison().isPresent()) {
      ArrayNode checked = json.putArray("registersChecked");
      outcome.checked().stream().sorted().forEach(register -> checked.add(name(register)));
    }
    ObjectNode registers = json.putObject("registers");
    for (Rtmr register : Rtmr.values()) {
      registers.set(name(register), register(register));
    }
    ArrayNode proven = json.putArray("proven");
    ArrayNode unproven = json.putArray("unproven");
    outcome
        .comparison()
        .ifPresentOrElse(
            comparison -> events(comparison, proven, unproven), () -> claims(unproven));
    outcome
        .workload()
        .ifPresent(
            workload -> {
              ObjectNode node = json.putObject("workload");
              workload.refusal().ifPresent(refusal -> node.put("refused", refusal));
              workload.fields().forEach(node::put);
            });
    return json;
  }

  private static ObjectNode quote(Quote quote) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", quote.id().toString())
        .put("verified", false)
        .put("note", "the quote was not verified");
  }

  private static String name(Rtmr register) {
    return register.name().toLowerCase(Locale.ROOT);
  }

  private ObjectNode register(Rtmr register) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    int events = outcome.replay().events(register);
    Optional<RegisterMatch> match = outcome.comparison().map(c -> c.register(register));
    json.put("result", result(match, events));
    match.ifPresent(m -> json.put("match", isMatch(m)));
    json.put("computed", outcome.replay().computed(register).toString());
    if (events > 0) {
      json.put("log", outcome.option(outcome.replay().log(register)));
    }
    match.ifPresent(m -> json.put("quoted", m.quoted().toString()));
    json.put("events", events);
    if (outcome.separators(register) > 1) {
      json.put("separators", outcome.separators(register));
    }
    divergence(register, match)
        .ifPresent(
            divergence -> {
              ObjectNode node = event(divergence.event());
              node.put("kind", divergence.kind().name());
              node.put("detail", divergence.detail());
              json.set("divergence", node);
            });
    return json;
  }

  private static String result(Optional<RegisterMatch> match, int events) {
    if (match.isPresent() && match.get() instanceof RegisterMatch.Differs) {
      return "differs";
    } else if (events == 0) {
      return "no events";
    }
    return match.isPresent() ? "matches" : "computed";
  }

  /** Zero is what no events give. */
  private static boolean isMatch(RegisterMatch match) {
    return match instanceof RegisterMatch.Matches
        || (match instanceof RegisterMatch.NoEvents none && none.isUntouched());
  }

  private Optional<Divergence> divergence(Rtmr register, Optional<RegisterMatch> match) {
    return match.isPresent() && match.get() instanceof RegisterMatch.Differs differs
        ? differs.divergence()
        : Optional.ofNullable(outcome.contradictions().get(register));
  }

  private static void events(RtmrComparison comparison, ArrayNode proven, ArrayNode unproven) {
    for (ProvenEvent event : comparison.proven()) {
      ObjectNode node = event(event.event());
      if (!event.name().isEmpty()) {
        node.put("name", event.name());
      }
      node.put("payload", PayloadLine.hex(event.payload()));
      if (!event.isWholePayload()) {
        node.put("partOfPayload", true);
      }
      if (event.nameCouldBeLonger()) {
        node.put("nameCouldBeLonger", true);
      }
      PayloadLine.of(event).ifPresent(text -> node.put("decoded", text));
      proven.add(node);
    }
    comparison
        .unproven()
        .forEach(
            event -> unproven.add(claim(event.event()).put("reason", event.reason().toString())));
  }

  private void claims(ArrayNode unproven) {
    outcome.ccel().ifPresent(log -> claims(log, unproven));
    outcome.eventLog().ifPresent(log -> claims(log, unproven));
  }

  private static void claims(EventLog log, ArrayNode unproven) {
    log.events().forEach(event -> unproven.add(claim(event).put("reason", "there is no quote")));
  }

  private static ObjectNode claim(Event event) {
    ObjectNode node = event(event);
    if (!event.claimedName().isEmpty()) {
      node.put("claimedName", event.claimedName());
    }
    node.put("digest", event.digest().toString());
    return node;
  }

  private static ObjectNode event(Event event) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("index", event.index());
    node.put("offset", event.offset());
    node.put("register", event.register().map(ReplayJson::name).orElse("mrtd"));
    node.put("type", event.type().toString());
    return node;
  }
}
