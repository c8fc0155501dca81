package io.github.quotary.service.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.log.LogReader;
import io.github.quotary.evidence.log.MalformedLogException;
import io.github.quotary.evidence.replay.ReplayJson;
import io.github.quotary.evidence.replay.ReplayOutcome;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteFormatException;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.CcelLog;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.EventLogFormatException;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.Handler;
import io.github.quotary.service.exchange.Problem;
import io.github.quotary.service.exchange.ProblemException;
import io.github.quotary.service.exchange.Request;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /v1/replay}: what event logs give, as the command's {@code replay --format json}
 * writes it. The body is an input that holds a log, and perhaps a quote; or an object {@code
 * {"log": ..., "ccel": ..., "quote": ..., "registers": [0, 3]}}.
 */
public final class ReplayApi implements Handler {
  private static final List<Rtmr> REGISTERS = List.of(Rtmr.values());
  private static final Set<String> MEMBERS = Set.of("log", "ccel", "quote", "registers");

  /** Answers replays. */
  public ReplayApi() {}

  @Override
  public Answer answer(Request request) {
    try {
      ReplayOutcome outcome =
          parted(request.body()).map(ReplayApi::ofParts).orElseGet(() -> ofInput(request.body()));
      return Answer.json(200, ReplayJson.of(outcome) + "\n");
    } catch (Malformed e) {
      return Answer.json(200, ReplayJson.malformed(e.input, e.problem) + "\n");
    }
  }

  /** The object of parts, if the body is one. */
  private static Optional<JsonNode> parted(byte[] body) {
    if (JsonInput.firstOf(body) != '{') {
      return Optional.empty();
    }
    try {
      JsonNode root = JsonInput.tree(body);
      boolean isParted =
          (root.has("log") || root.has("ccel"))
              && root.properties().stream().allMatch(each -> MEMBERS.contains(each.getKey()));
      return isParted ? Optional.of(root) : Optional.empty();
    } catch (JsonInputException e) {
      return Optional.empty();
    }
  }

  private static ReplayOutcome ofParts(JsonNode root) {
    Optional<Quote> quote =
        Optional.ofNullable(root.get("quote"))
            .map(node -> quote(VerifyApi.found(bytes(node)), "quote"));
    return ReplayOutcome.of(
        Optional.ofNullable(root.get("log")).map(node -> log(bytes(node), "log")),
        Optional.ofNullable(root.get("ccel")).map(node -> log(bytes(node), "ccel")),
        quote,
        registers(root, quote.isPresent()));
  }

  private static byte[] bytes(JsonNode node) {
    return (node.isTextual() ? node.textValue() : node.toString()).getBytes(StandardCharsets.UTF_8);
  }

  private static EventLog log(byte[] bytes, String name) {
    try {
      return LogReader.parse(bytes);
    } catch (EventLogFormatException | MalformedLogException e) {
      throw new Malformed(name, String.valueOf(e.getMessage()));
    }
  }

  private static Set<Rtmr> registers(JsonNode root, boolean hasQuote) {
    JsonNode node = root.get("registers");
    if (node == null) {
      return EnumSet.allOf(Rtmr.class);
    }
    if (!hasQuote) {
      throw Envelope.wrong("registers", "registers needs a quote");
    }
    EnumSet<Rtmr> registers = EnumSet.noneOf(Rtmr.class);
    if (node.isArray()) {
      for (JsonNode each : node) {
        if (!each.isInt() || each.intValue() < 0 || each.intValue() >= REGISTERS.size()) {
          throw Envelope.wrong("registers", "Numbers from 0 to 3 are needed");
        }
        registers.add(REGISTERS.get(each.intValue()));
      }
    }
    if (registers.isEmpty()) {
      throw Envelope.wrong("registers", "An array of at least one register is needed");
    }
    return registers;
  }

  private static ReplayOutcome ofInput(byte[] body) {
    if (!(EvidenceReader.read(body) instanceof Reading.Found found) || found.logs().isEmpty()) {
      return ReplayOutcome.of(
          Optional.of(log(body, "body")),
          Optional.empty(),
          Optional.empty(),
          EnumSet.allOf(Rtmr.class));
    }
    Optional<Quote> quote =
        found.quotes().isEmpty()
            ? Optional.empty()
            : Optional.of(quote(VerifyApi.found(body), "body"));
    return ReplayOutcome.of(
        one(found.logs(), false), one(found.logs(), true), quote, EnumSet.allOf(Rtmr.class));
  }

  /** The firmware's log, or the other one. */
  private static Optional<EventLog> one(List<EventLog> logs, boolean isCcel) {
    List<EventLog> kind = logs.stream().filter(log -> log instanceof CcelLog == isCcel).toList();
    if (kind.size() > 1) {
      throw new ProblemException(
          Problem.badRequest(
              "The input holds several event logs; send an object with log and ccel"));
    }
    return kind.stream().findFirst();
  }

  private static Quote quote(Reading.Found found, String name) {
    Quote quote;
    try {
      quote = Quote.parse(found.quotes().get(0).bytes());
    } catch (QuoteFormatException e) {
      throw new Malformed(name, String.valueOf(e.getMessage()));
    }
    if (!(quote.body() instanceof TdReport)) {
      throw new ProblemException(
          Problem.badRequest("The quote is of an SGX enclave, which has no RTMRs"));
    }
    return quote;
  }

  /** A log or quote that cannot be read. */
  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String input;
    private final String problem;

    Malformed(String input, String problem) {
      super(problem, null, false, false);
      this.input = input;
      this.problem = problem;
    }
  }
}
