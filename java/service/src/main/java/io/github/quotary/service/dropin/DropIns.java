package io.github.quotary.service.dropin;

import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.service.config.Settings;
import io.github.quotary.service.dstack.DstackOptions;
import io.github.quotary.service.dstack.DstackVerifier;
import io.github.quotary.service.engine.Engine;
import io.github.quotary.service.engine.Part;
import io.github.quotary.service.engine.Rules;
import io.github.quotary.service.envoy.ExtAuthz;
import io.github.quotary.service.envoy.ExtAuthzOptions;
import io.github.quotary.service.envoy.ReportDataBinding;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.GrpcPart;
import io.github.quotary.service.exchange.Problem;
import io.github.quotary.service.exchange.Request;
import io.github.quotary.service.exchange.Route;
import io.github.quotary.service.trustee.AttestationService;
import io.github.quotary.service.trustee.Evaluation;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.Verifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Answers at the paths of other services, so that their clients can point here:
 *
 * <ul>
 *   <li>dstack-verifier: {@code POST /verify}, {@code GET /health}
 *   <li>trustee's attestation service: {@code POST /attestation}, {@code POST /challenge}, {@code
 *       GET /policy}, gRPC {@code attestation.AttestationService/AttestationEvaluate}; where a key
 *       for tokens is configured
 *   <li>Envoy's external authorization: gRPC {@code envoy.service.auth.v3.Authorization/Check},
 *       HTTP with the path prefix {@code /ext-authz}
 * </ul>
 *
 * <p>They judge by the rules in force; what they remember is forgotten when those change.
 */
public final class DropIns implements Part {
  private static final String VERIFY = "/verify";
  private static final String ATTESTATION = "/attestation";
  private static final String POLICY = "/policy";
  private static final String EXT_AUTHZ = "/ext-authz";

  /** Makes the part. */
  public DropIns() {}

  @Override
  public List<Route> routes(Engine engine) {
    Current<DstackVerifier> dstack = dstack(engine);
    Current<Optional<AttestationService>> trustee = trustee(engine, ATTESTATION);
    Current<ExtAuthz> envoy = envoy(engine, EXT_AUTHZ);
    return List.of(
        Route.of("POST", VERIFY, request -> dstack.get().verify(request.body())),
        Route.open("GET", "/health", request -> dstack.get().health()),
        Route.of(
            "POST",
            ATTESTATION,
            request -> orNoTokens(engine, trustee, service -> service.attestation(request.body()))),
        Route.of(
            "POST",
            "/challenge",
            request -> orNoTokens(engine, trustee, service -> service.challenge(request.body()))),
        Route.of(
            "GET", POLICY, request -> orNoTokens(engine, trustee, AttestationService::policies)),
        Route.of(
            "GET",
            POLICY + "/*",
            request ->
                orNoTokens(
                    engine,
                    trustee,
                    service -> service.policy(request.path().substring(POLICY.length() + 1)))),
        Route.of(Route.ANY, EXT_AUTHZ, request -> envoy.get().http(singleHeaders(request))),
        Route.of(Route.ANY, EXT_AUTHZ + "/*", request -> envoy.get().http(singleHeaders(request))));
  }

  @Override
  public List<GrpcPart> grpc(Engine engine) {
    Current<Optional<AttestationService>> trustee =
        trustee(engine, "attestation.AttestationService/AttestationEvaluate");
    Current<ExtAuthz> envoy = envoy(engine, "envoy.service.auth.v3.Authorization/Check");
    return List.of(
        new UnaryMethod(
            "envoy.service.auth.v3",
            "Authorization",
            "Check",
            message -> new UnaryMethod.Reply(envoy.get().check(message))),
        new UnaryMethod(
            "attestation",
            "AttestationService",
            "AttestationEvaluate",
            message -> evaluate(engine, trustee.get(), message)));
  }

  private static UnaryMethod.Outcome evaluate(
      Engine engine, Optional<AttestationService> trustee, byte[] message) {
    if (trustee.isEmpty()) {
      return new UnaryMethod.Failure(UnaryMethod.UNIMPLEMENTED, noTokens(engine).detail());
    }
    Evaluation evaluation = trustee.get().evaluate(message);
    return evaluation instanceof Evaluation.Issued issued
        ? new UnaryMethod.Reply(issued.message())
        : new UnaryMethod.Failure(
            UnaryMethod.ABORTED, ((Evaluation.Aborted) evaluation).description());
  }

  private static Answer orNoTokens(
      Engine engine,
      Current<Optional<AttestationService>> trustee,
      Function<AttestationService, Answer> answer) {
    return trustee.get().map(answer).orElseGet(() -> noTokens(engine).answer());
  }

  /** What to set so that there are tokens. */
  private static Problem noTokens(Engine engine) {
    return engine.rules().get().signer().isEmpty()
        ? new Problem(501, "No tokens", "No key for tokens is configured: set earKey.", "earKey")
        : new Problem(
            501,
            "No tokens",
            "No token is signed under a root that is not Intel's: set earTestRoot.",
            "earTestRoot");
  }

  /** Of a header that was sent several times, the values as one list (RFC 9110, section 5.3). */
  private static Map<String, String> singleHeaders(Request request) {
    Map<String, String> single = new LinkedHashMap<>();
    request.headers().forEach((name, values) -> single.put(name, String.join(",", values)));
    return single;
  }

  private static Current<DstackVerifier> dstack(Engine engine) {
    return new Current<>(
        engine.rules(),
        rules ->
            new DstackVerifier(
                rules.standard(),
                engine.clock(),
                engine.provenance(),
                new DstackOptions(rules.dstack().policyCounts(), rules.dstack().osImages()),
                verdicts(engine, VERIFY)));
  }

  private static Current<Optional<AttestationService>> trustee(Engine engine, String route) {
    return new Current<>(
        engine.rules(),
        rules ->
            rules
                .signer()
                .filter(signer -> isSigned(engine, rules))
                .map(
                    signer ->
                        new AttestationService(
                            rules.standard(),
                            engine.clock(),
                            signer,
                            engine.provenance(),
                            policies(rules.named()),
                            verdicts(engine, route))));
  }

  private static boolean isSigned(Engine engine, Rules rules) {
    return rules.standard().trustAnchor().isIntel() || engine.settings().earTestRoot();
  }

  private static Map<String, QuotePolicy> policies(Map<String, Verifier> named) {
    Map<String, QuotePolicy> policies = new LinkedHashMap<>();
    named.forEach((name, verifier) -> policies.put(name, verifier.policy()));
    return policies;
  }

  private static ExtAuthzOptions options(Engine engine, Settings.Envoy envoy) {
    return new ExtAuthzOptions(
        envoy.header(),
        switch (envoy.binding()) {
          case KEY -> new ReportDataBinding.PeerKey();
          case NONE -> new ReportDataBinding.None();
          case NONCE ->
              new ReportDataBinding.Nonce(
                  engine.challenges(),
                  engine.settings().challenge().context(),
                  envoy.nonceHeader());
        },
        envoy.peerCertificate(),
        envoy.forwardedCertificate(),
        envoy.decisions(),
        envoy.decisionAge());
  }

  private static Current<ExtAuthz> envoy(Engine engine, String route) {
    return new Current<>(
        engine.rules(),
        rules ->
            new ExtAuthz(
                rules.standard(),
                engine.clock(),
                options(engine, rules.envoy()),
                verdicts(engine, route)));
  }

  private static Consumer<Verdict> verdicts(Engine engine, String route) {
    return verdict -> engine.verdicts().onVerdict(route, verdict);
  }
}
