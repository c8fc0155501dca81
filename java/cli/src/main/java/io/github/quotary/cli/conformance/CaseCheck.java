package io.github.quotary.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.verify.CacheLimits;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares our verdict on a case with Intel's, or with the expected one where we differ on purpose.
 * Thread-safe.
 */
public final class CaseCheck {
  /** The recorded verdicts are about the platform; whose TD it is, they do not say. */
  private static final QuotePolicy DEFAULT_FOR_ANYBODY =
      QuotePolicy.builder().waiveIdentity().build();

  private final QvlGeneration generation;
  private final EcdsaP256 engine;
  private final CacheLimits cacheLimits;
  private final Map<TrustAnchor, Verifier> verifiers = new ConcurrentHashMap<>();

  /** Checks for one generation with one engine; every case is verified from raw bytes. */
  public CaseCheck(QvlGeneration generation, EcdsaP256 engine) {
    this(generation, engine, CacheLimits.none());
  }

  /** Checks for one generation with one engine; proofs from earlier cases are cached. */
  public CaseCheck(QvlGeneration generation, EcdsaP256 engine, CacheLimits cacheLimits) {
    this.generation = generation;
    this.engine = engine;
    this.cacheLimits = cacheLimits;
  }

  private Verifier newVerifier(TrustAnchor anchor) {
    return Verifier.builder()
        .trustAnchor(anchor)
        .generation(generation)
        .engine(engine)
        .policy(DEFAULT_FOR_ANYBODY)
        .cache(cacheLimits)
        .build();
  }

  /** What differs; empty if the case passes. */
  public List<String> differences(Case c) {
    Verifier verifier = verifiers.computeIfAbsent(c.trustAnchor(), this::newVerifier);
    VerificationResult result = verifier.verify(c.quote(), c.collateral(), c.at());
    List<String> differences = new ArrayList<>();
    JsonNode own = c.json().path("quotary");
    if (own.isMissingNode()) {
      compare(c.expected(generation), result, differences);
    } else if (own.asText().equals("rejected")) {
      compare("outcome", "rejected", outcome(result), differences);
    } else {
      compareOwnVerified(result, differences);
    }
    JsonNode trusted = c.json().path("trustedUnderDefaultPolicy");
    if (trusted.isBoolean()) {
      compare("trusted", trusted.asBoolean(), result.isTrusted(), differences);
    }
    return differences;
  }

  private static void compareOwnVerified(VerificationResult result, List<String> differences) {
    compare("outcome", "verified", outcome(result), differences);
    if (result instanceof Verified verified) {
      compare("tcbStatus", TcbStatus.UP_TO_DATE, verified.tcb().status(), differences);
      compare("expired", false, verified.expired(), differences);
    }
  }

  private static void compare(
      JsonNode expected, VerificationResult result, List<String> differences) {
    compare("outcome", expected.path("outcome").asText(), outcome(result), differences);
    if (!differences.isEmpty()) {
      return;
    }
    if (result instanceof Verified verified) {
      List<String> advisories = new ArrayList<>();
      expected.path("advisoryIds").forEach(id -> advisories.add(id.asText()));
      compare(
          "tcbStatus",
          expected.path("tcbStatus").asText(),
          verified.tcb().status().intelName(),
          differences);
      compare("expired", expected.path("expired").asBoolean(), verified.expired(), differences);
      compare("advisoryIds", advisories, verified.tcb().advisoryIds(), differences);
      compare(
          "tcbDate",
          expected.path("tcbDate").asLong(),
          verified.tcb().tcbDate().getEpochSecond(),
          differences);
    } else if (result instanceof Rejected rejected) {
      compare(
          "returnCode",
          expected.path("returnCode").asText(),
          rejected.reason().returnCode(),
          differences);
      compare(
          "stage", expected.path("stage").asText(), rejected.reason().stage().id(), differences);
      if (expected.hasNonNull("qvlStatus")) {
        compare(
            "qvlStatus",
            expected.path("qvlStatus").asText(),
            rejected.reason().qvlStatus().orElse("none"),
            differences);
      }
    }
  }

  private static String outcome(VerificationResult result) {
    if (result instanceof Verified) {
      return "verified";
    }
    return result instanceof Rejected ? "rejected" : "undecided";
  }

  private static void compare(
      String field, Object expected, Object found, List<String> differences) {
    if (!expected.equals(found)) {
      differences.add(field + " is " + found + ", expected " + expected);
    }
  }
}
