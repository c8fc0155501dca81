package io.github.quotary.service.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.challenge.Challenge;
import io.github.quotary.challenge.Taken;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.FoundQuote;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.Instants;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.policy.Expected;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.service.engine.Engine;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.Early;
import io.github.quotary.service.exchange.Handler;
import io.github.quotary.service.exchange.Problem;
import io.github.quotary.service.exchange.ProblemException;
import io.github.quotary.service.exchange.Request;
import io.github.quotary.service.together.Question;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * {@code POST /v1/verify}: one quote, one verdict, as the command's {@code verify --format json}
 * writes it, or as a signed token. A raw quote goes straight to the queue; anything else is read by
 * a worker first.
 */
public final class VerifyApi implements Handler, Early {
  private static final int UNPROCESSABLE = 422;
  private static final Set<String> PARAMETERS = Set.of("policy");

  private final Engine engine;
  private final Challenges challenges;
  private final Tokens tokens;
  private final EvidenceStore store;
  private final Provenance usual;

  /** Verifies with this engine. */
  public VerifyApi(Engine engine, Challenges challenges, Tokens tokens, EvidenceStore store) {
    this.engine = engine;
    this.challenges = challenges;
    this.tokens = tokens;
    this.store = store;
    usual = engine.provenance();
  }

  /** The nonces that it takes. */
  public Challenges challenges() {
    return challenges;
  }

  @Override
  public Begun begin(
      byte[] body,
      String contentType,
      String accept,
      String query,
      Executor receiver,
      Consumer<Answer> answered) {
    if (!query.isEmpty() || Tokens.isAsked(accept) || !EvidenceReader.isRawQuote(body)) {
      return Begun.OTHER;
    }
    Question question =
        Question.of(
            ByteBuffer.wrap(body),
            engine.clock().instant(),
            engine.rules().get().standard(),
            usual);
    if (store.isOn()) {
      String address = store.add(body);
      return submitted(question, receiver, answer -> answered.accept(located(answer, address)));
    }
    return submitted(question, receiver, answered);
  }

  private Begun submitted(Question question, Executor receiver, Consumer<Answer> answered) {
    return engine.queue().submit(question, receiver, answered) ? Begun.YES : Begun.FULL;
  }

  private static Answer located(Answer answer, String address) {
    return answer.with("location", address);
  }

  @Override
  public Answer answer(Request request) {
    Map<String, String> query = Queries.read(request.query(), PARAMETERS);
    Optional<Envelope> envelope = Envelope.of(request.body());
    byte[] input = envelope.map(Envelope::input).orElse(request.body());
    if (input.length == 0) {
      return Problem.badRequest(
              "The body is empty; send a quote in any form, or an object with"
                  + " the member input")
          .answer();
    }
    if (envelope.isPresent() && query.containsKey("policy")) {
      throw Envelope.wrong("policy", "Name the policy in the object, not in the query");
    }
    Reading.Found found = found(input);
    Question question = question(envelope, query, found);
    Question rendered =
        Tokens.isAsked(request.header("accept").orElse(""))
            ? question.renderedBy(tokens.renderer(question))
            : question;
    Answer answer = engine.queue().answer(rendered);
    return store.isOn() ? located(answer, store.add(input)) : answer;
  }

  /** The one quote of an input. */
  static Reading.Found found(byte[] input) {
    Reading reading = EvidenceReader.read(input).oneQuote();
    if (reading instanceof Reading.Unread unread) {
      throw new ProblemException(
          new Problem(UNPROCESSABLE, "No quote can be read", unread.problem(), ""));
    }
    return (Reading.Found) reading;
  }

  private Question question(
      Optional<Envelope> envelope, Map<String, String> query, Reading.Found found) {
    FoundQuote quote = found.quotes().get(0);
    Verifier verifier =
        envelope
            .map(this::verifier)
            .orElseGet(() -> named(Optional.ofNullable(query.get("policy"))));
    Optional<Instant> at = envelope.flatMap(this::at);
    Optional<Collateral> collateral = collateral(envelope, found);
    return new Question(
        quote.bytes(),
        collateral.orElse(null),
        at.orElseGet(() -> engine.clock().instant()),
        verifier,
        envelope.map(this::expected).orElse(Expected.nothing()),
        quote.bindings(),
        found.logs(),
        notes(found, collateral),
        engine.provenance(at.isPresent(), collateral.isPresent()),
        null);
  }

  private static List<String> notes(Reading.Found found, Optional<Collateral> used) {
    if (found.collateral().isEmpty() || used.isPresent()) {
      return found.notes();
    }
    List<String> notes = new ArrayList<>(found.notes());
    notes.add("the collateral in the input was not used: this service uses its own");
    return notes;
  }

  @SuppressWarnings("ReferenceEquality") // Nothing was added: the verifier is that of the batch.
  private Verifier verifier(Envelope envelope) {
    JsonNode policy = envelope.value("policy").orElse(null);
    Verifier chosen =
        policy == null || policy.isTextual()
            ? named(Optional.ofNullable(policy).map(JsonNode::textValue))
            : inline(policy);
    QuotePolicy expecting = envelope.expectedOf(chosen.policy());
    return expecting == chosen.policy() ? chosen : chosen.withPolicy(expecting);
  }

  private Verifier named(Optional<String> name) {
    if (name.isEmpty()) {
      return engine.rules().get().standard();
    }
    Verifier verifier = engine.rules().get().named().get(name.get());
    if (verifier == null) {
      throw Envelope.wrong("policy", "There is no policy of this name");
    }
    return verifier;
  }

  private Verifier inline(JsonNode policy) {
    if (!engine.rules().get().allow().policy()) {
      throw Envelope.wrong(
          "policy",
          "Name a configured policy: this service takes no other from a request (its setting"
              + " allow.policy)");
    }
    try {
      return engine
          .rules()
          .get()
          .standard()
          .withPolicy(QuotePolicy.fromJson(policy.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      throw Envelope.wrong("policy", String.valueOf(e.getMessage()));
    }
  }

  private Optional<Instant> at(Envelope envelope) {
    JsonNode at = envelope.value("at").orElse(null);
    if (at == null) {
      return Optional.empty();
    }
    if (!engine.rules().get().allow().at()) {
      throw Envelope.wrong(
          "at", "This service verifies at the time of its own clock; leave at out");
    }
    try {
      return Optional.of(Instants.parse(at.asText()));
    } catch (InputException e) {
      throw Envelope.wrong("at", String.valueOf(e.getMessage()));
    }
  }

  /** The request's collateral, or that in the input, where it is allowed. */
  private Optional<Collateral> collateral(Optional<Envelope> envelope, Reading.Found found) {
    Optional<JsonNode> given = envelope.flatMap(each -> each.value("collateral"));
    if (!engine.rules().get().allow().collateral()) {
      if (given.isPresent()) {
        throw Envelope.wrong(
            "collateral", "This service uses its own collateral; leave collateral out");
      }
      return Optional.empty();
    }
    List<Collateral> sets = given.map(node -> Collaterals.read(node)).orElse(found.collateral());
    if (sets.size() > 1) {
      throw Envelope.wrong("collateral", "There are " + sets.size() + " different sets; give one");
    }
    return sets.stream().findFirst();
  }

  private Expected expected(Envelope envelope) {
    Optional<String> nonce = envelope.text("nonce");
    Optional<String> key = envelope.text("key");
    if (nonce.isEmpty()) {
      if (key.isPresent() || envelope.text("binding").isPresent()) {
        throw Envelope.wrong("nonce", "key and binding need a nonce of POST /v1/challenge");
      }
      return Expected.nothing();
    }
    byte[] bound =
        Bytes.decode("key", key.orElseThrow(() -> Envelope.wrong("key", "A nonce needs the key")));
    String binding = envelope.text("binding").orElse("quotary").toLowerCase(Locale.ROOT);
    if (!Set.of("quotary", "plain").contains(binding)) {
      throw Envelope.wrong("binding", "quotary or plain is possible");
    }
    Taken taken = challenges.take(Bytes.decode("nonce", nonce.get()));
    Challenge challenge =
        taken.challenge().orElseThrow(() -> Envelope.wrong("nonce", Challenges.problem(taken)));
    try {
      return Expected.answerOfAnybody(
          binding.equals("plain") ? challenge.plainReportData(bound) : challenge.reportData(bound));
    } catch (IllegalArgumentException e) {
      throw Envelope.wrong("key", String.valueOf(e.getMessage()));
    }
  }
}
