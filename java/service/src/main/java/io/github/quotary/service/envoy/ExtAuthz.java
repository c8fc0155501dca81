package io.github.quotary.service.envoy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.Measurement;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Envoy's external authorization ({@code ext_authz}), over gRPC ({@code
 * envoy.service.auth.v3.Authorization/Check}) and over HTTP: a request passes if it comes with a
 * quote that the policy trusts, in a header or in the client's certificate, and if the quote is
 * bound to the sender as the options say.
 *
 * <p>A request that passes gets headers {@code x-quotary-...} that say what the quote attests, in
 * place of any that the client sent. A decision on a quote is remembered until its collateral
 * expires, and no longer than the options say; a refusal for a minute; that nothing could be
 * decided not at all.
 *
 * <p>Thread-safe. Waits for the verifier's source of collateral.
 */
public final class ExtAuthz {
  /** The longest message that is read: 1 MiB. */
  public static final int MAX_MESSAGE = 1 << 20;

  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;
  private static final int REPORT_DATA_SIZE = 64;
  private static final String BINDING = "binding";
  private static final Duration REFUSED_FOR = Duration.ofMinutes(1);

  private final Verifier verifier;
  private final Clock clock;
  private final ExtAuthzOptions options;
  private final Consumer<Verdict> verdicts;
  private final DecisionCache cache;

  /**
   * A service.
   *
   * @param verifier its policy decides
   * @param clock the time of verification, and of what is remembered
   * @param options where quotes are, what binds them, how long decisions are remembered
   * @param verdicts hears of verdicts; not again of one that is remembered
   */
  public ExtAuthz(
      Verifier verifier, Clock clock, ExtAuthzOptions options, Consumer<Verdict> verdicts) {
    this.verifier = requireNonNull(verifier, "verifier");
    this.clock = requireNonNull(clock, "clock");
    this.options = requireNonNull(options, "options");
    this.verdicts = requireNonNull(verdicts, "verdicts");
    cache = new DecisionCache(options.maxDecisions());
  }

  /**
   * The answer to the gRPC call {@code Check}: the messages {@code CheckRequest} and {@code
   * CheckResponse}. Never throws; whatever cannot be read is refused.
   */
  public byte[] check(byte[] message) {
    ClientRequest request;
    try {
      if (message.length > MAX_MESSAGE) {
        return denied(
            Decision.refuse(
                Refusal.OTHER_MESSAGE, "the CheckRequest has more than " + MAX_MESSAGE + " bytes"));
      }
      request = CheckMessages.request(message);
    } catch (IOException e) {
      return denied(Decision.refuse(Refusal.OTHER_MESSAGE, "it is not a CheckRequest"));
    }
    Decision decision = decide(request);
    return decision.refusal().isPresent()
        ? denied(decision)
        : CheckMessages.allowed(decision.headers(), toRemove(request, decision));
  }

  /**
   * The answer to an HTTP request of Envoy's: 200, or 401 or 403. Never 5xx, which Envoy could be
   * told to take for permission. All {@code x-quotary-...} names are set, those without a value to
   * nothing, so that each takes the place of the client's.
   *
   * @param headers values by names in any letter case; several of a name are joined by commas
   */
  public Answer http(Map<String, String> headers) {
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    Decision decision = decide(new ClientRequest(lower, ""));
    Map<String, String> answered = new LinkedHashMap<>();
    QuoteHeaders.NAMES.forEach(
        name -> answered.put(name, decision.headers().getOrDefault(name, "")));
    int status =
        decision
            .refusal()
            .map(refusal -> refusal.httpStatus() >= SERVER_ERROR ? FORBIDDEN : refusal.httpStatus())
            .orElse(OK);
    return new Answer(status, Answer.JSON, answered, decision.body().getBytes(UTF_8));
  }

  private static byte[] denied(Decision decision) {
    Refusal refusal = decision.refusal().orElseThrow();
    Map<String, String> headers = new LinkedHashMap<>(decision.headers());
    headers.put("content-type", Answer.JSON);
    return CheckMessages.denied(
        refusal.code(), decision.detail(), refusal.httpStatus(), headers, decision.body());
  }

  /** The client's own headers of our names, but for those that are overwritten. */
  private static List<String> toRemove(ClientRequest request, Decision decision) {
    return request.headers().keySet().stream()
        .filter(name -> name.startsWith(QuoteHeaders.PREFIX))
        .filter(name -> !decision.headers().containsKey(name))
        .sorted()
        .toList();
  }

  private Decision decide(ClientRequest request) {
    Submission submission = Submission.of(request, options);
    if (submission instanceof Submission.Missing missing) {
      return missing.decision();
    }
    Submission.Found found = (Submission.Found) submission;
    BindingCheck binding = BindingCheck.begin(options.binding(), request, found);
    DecisionCache.Entry entry = entry(found.quote());
    if (entry.decision().refusal().isPresent()) {
      return entry.decision();
    }
    return binding
        .problem(entry.reportData())
        .map(problem -> Decision.refuse(Refusal.NOT_BOUND, problem))
        .orElseGet(() -> described(entry.decision(), found, binding));
  }

  private static Decision described(
      Decision decision, Submission.Found found, BindingCheck binding) {
    List<String> notChecked =
        new ArrayList<>(
            List.of(decision.headers().getOrDefault(QuoteHeaders.NOT_CHECKED, "").split(",")));
    if (binding.isBound()) {
      notChecked.remove(VerificationContext.REPORT_DATA);
    } else {
      notChecked.add(BINDING);
    }
    return decision
        .with(QuoteHeaders.EVIDENCE, found.isInCertificate() ? "certificate" : "header")
        .with(QuoteHeaders.NOT_CHECKED, String.join(",", notChecked));
  }

  /** What is decided on a quote alone: remembered, or now. */
  private DecisionCache.Entry entry(byte[] quote) {
    Instant now = clock.instant();
    Measurement key =
        Measurement.of(
            Sha2.sha256(
                ByteBuffer.wrap(verifier.policy().sha256().toByteArray()), ByteBuffer.wrap(quote)));
    Optional<DecisionCache.Entry> known = cache.find(key, now);
    if (known.isPresent()) {
      return known.get();
    }
    VerificationResult result = verifier.verify(quote, now);
    verdicts.accept(result.verdict());
    DecisionCache.Entry decided = decided(result, now);
    cache.put(key, decided);
    return decided;
  }

  private DecisionCache.Entry decided(VerificationResult result, Instant now) {
    if (result instanceof Undecided undecided) {
      return refused(Refusal.UNDECIDED, undecided.cause(), result, now, now);
    }
    Instant refusedUntil = now.plus(REFUSED_FOR);
    if (result instanceof Rejected rejected) {
      return refused(Refusal.NOT_TRUSTED, rejected.detail(), result, now, refusedUntil);
    }
    Verified verified = (Verified) result;
    if (!verified.isTrusted()) {
      String rules =
          verified.violations().stream()
              .map(Violation::rule)
              .distinct()
              .collect(Collectors.joining(", "));
      return refused(Refusal.NOT_TRUSTED, "policy: " + rules, result, now, refusedUntil);
    }
    Instant expiry = verified.validity().earliestExpiration();
    Instant latest = now.plus(options.maxAge());
    return new DecisionCache.Entry(
        Decision.allow(QuoteHeaders.of(verified)),
        verified.verifiedQuote().body().reportData(),
        now,
        expiry.isBefore(latest) ? expiry : latest);
  }

  private static DecisionCache.Entry refused(
      Refusal refusal, String detail, VerificationResult result, Instant from, Instant until) {
    return new DecisionCache.Entry(
        Decision.refuse(refusal, detail).with(QuoteHeaders.VERDICT, result.verdict().toString()),
        Measurement.of(new byte[REPORT_DATA_SIZE]),
        from,
        until);
  }

  /** How many decisions are remembered. */
  int remembered() {
    return cache.size();
  }
}
