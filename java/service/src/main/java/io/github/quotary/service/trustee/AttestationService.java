package io.github.quotary.service.trustee;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.quotary.evidence.ear.EarSigner;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Answers as the attestation service of Confidential Containers' trustee, for the TEEs {@code tdx}
 * and {@code az-tdx-vtpm}: REST ({@code POST /attestation}, {@code POST /challenge}, {@code GET
 * /policy}) and gRPC ({@code attestation.AttestationService/AttestationEvaluate}).
 *
 * <p>The token has trustee's claims, as its key broker reads them; their status is this engine's,
 * under one of the policies that were given here by their ids: trustee's policies (Rego) and
 * reference values are not evaluated, and none can be set. Evidence that is not verified, or whose
 * report data, init data or event log is another, gets no token but status 500, as there. Stricter
 * than there: raw runtime data has at most 64 bytes, and JSON has no member twice.
 *
 * <p>Thread-safe. Waits for the verifier's source of collateral.
 */
public final class AttestationService {
  /** The longest body that is read, as there: 2 MiB. */
  public static final int MAX_BODY = 2 << 20;

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int TOO_LARGE = 413;
  private static final int INTERNAL_ERROR = 500;
  private static final String TEXT = "text/plain; charset=utf-8";

  private final Verifier verifier;
  private final Clock clock;
  private final EarSigner signer;
  private final Provenance provenance;
  private final Map<String, QuotePolicy> policies;
  private final Consumer<Verdict> verdicts;

  /**
   * A service.
   *
   * @param verifier its policy is the one of the id {@code default}
   * @param clock the time of verification and of tokens
   * @param signer signs the tokens
   * @param provenance what tokens say of their origin
   * @param policies more policies, by their ids
   * @param verdicts hears of verdicts
   */
  public AttestationService(
      Verifier verifier,
      Clock clock,
      EarSigner signer,
      Provenance provenance,
      Map<String, QuotePolicy> policies,
      Consumer<Verdict> verdicts) {
    this.verifier = requireNonNull(verifier, "verifier");
    this.clock = requireNonNull(clock, "clock");
    this.signer = requireNonNull(signer, "signer");
    this.provenance = requireNonNull(provenance, "provenance");
    Map<String, QuotePolicy> all = new TreeMap<>(policies);
    all.putIfAbsent(EvaluationRequest.DEFAULT_POLICY, verifier.policy());
    this.policies = all;
    this.verdicts = requireNonNull(verdicts, "verdicts");
  }

  /** The answer to {@code POST /attestation}: a token, or why there is none. Never throws. */
  public Answer attestation(byte[] body) {
    if (body.length > MAX_BODY) {
      return text(TOO_LARGE, "The body has more than " + MAX_BODY + " bytes");
    }
    try {
      return token(evaluate(EvaluationRequest.read(body)));
    } catch (EvaluationException e) {
      return e.isRequestMalformed()
          ? text(BAD_REQUEST, e.problem())
          : text(INTERNAL_ERROR, "An internal error occured: \n" + e.problem());
    }
  }

  /**
   * The answer to the gRPC call {@code AttestationEvaluate}: the messages of {@code
   * attestation.AttestationRequest} and {@code attestation.AttestationResponse}. Never throws.
   */
  public Evaluation evaluate(byte[] message) {
    if (message.length > MAX_BODY) {
      return new Evaluation.Aborted("The message has more than " + MAX_BODY + " bytes");
    }
    try {
      return new Evaluation.Issued(
          EvaluationMessages.response(evaluate(EvaluationMessages.request(message))));
    } catch (EvaluationException e) {
      return new Evaluation.Aborted("Attestation evaluation failed: \n" + e.problem());
    }
  }

  /** The answer to {@code POST /challenge}: empty, as for all TEEs without one of their own. */
  public Answer challenge(byte[] body) {
    if (body.length > MAX_BODY) {
      return text(TOO_LARGE, "The body has more than " + MAX_BODY + " bytes");
    }
    try {
      Tee.named(ChallengeRequest.tee(body));
      return text(OK, "");
    } catch (EvaluationException e) {
      return e.isRequestMalformed()
          ? text(BAD_REQUEST, e.problem())
          : text(INTERNAL_ERROR, "An internal error occured: \n" + e.problem());
    }
  }

  /** The answer to {@code GET /policy}: the ids. */
  public Answer policies() {
    var list = JsonNodeFactory.instance.arrayNode();
    policies.keySet().forEach(id -> list.addObject().put("policy-id", id));
    return Answer.json(OK, list.toString());
  }

  /** The answer to {@code GET /policy/ID}: this engine's policy, JSON. */
  public Answer policy(String id) {
    QuotePolicy policy = policies.get(id);
    return policy == null
        ? text(NOT_FOUND, "No policy has this id")
        : Answer.json(OK, policy.toJson());
  }

  private String evaluate(EvaluationRequest request) throws EvaluationException {
    QuotePolicy policy = policies.get(request.policyId());
    if (policy == null) {
      throw EvaluationException.failed("attestation report evaluate", "no policy has the given id");
    }
    Instant now = clock.instant();
    Token token = new Token(provenance, now, request.policyId());
    for (EvaluationRequest.Item item : request.items()) {
      token.add(Appraised.of(item, quote -> verified(quote, policy, now)));
    }
    return signer.sign(token.claims());
  }

  private VerificationResult verified(byte[] quote, QuotePolicy policy, Instant now) {
    VerificationResult result = verifier.withPolicy(policy).verify(quote, now);
    verdicts.accept(result.verdict());
    return result;
  }

  private static Answer token(String token) {
    return new Answer(OK, "application/eat+jwt", Map.of(), token.getBytes(UTF_8));
  }

  private static Answer text(int status, String text) {
    return new Answer(status, TEXT, Map.of(), text.getBytes(UTF_8));
  }
}
