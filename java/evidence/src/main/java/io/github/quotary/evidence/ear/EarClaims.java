package io.github.quotary.evidence.ear;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.VerdictJson;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.Quote;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The claims of an EAT Attestation Result (draft-ietf-rats-ear-04) about one quote.
 *
 * <p>The evidence's own claims are included only if the quote was verified. The token is valid
 * until the earliest expiry of the collateral, or for five minutes after the time of verification
 * if the policy's grace period allowed expired collateral. A verdict under a root that is not
 * Intel's claims nothing of hardware; its status, and that of a test vector, is no better than
 * {@code warning}.
 */
public final class EarClaims {
  private static final String PROFILE = "tag:ietf.org,2026:rats/ear#04";
  private static final String VERDICT = "io.github.quotary.verdict";
  private static final String REPORT_DATA = "reportData";
  private static final long SHORT_LIFE_SECONDS = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private EarClaims() {}

  /**
   * The claims.
   *
   * @param result the verdict
   * @param provenance where it comes from; its producer becomes the verifier's build
   * @param signedAt the clock's time at signing, which is the token's time of issue
   */
  public static Map<String, Object> of(
      VerificationResult result, Provenance provenance, Instant signedAt) {
    TrustworthinessVector vector = TrustworthinessVector.of(result);
    String status = vector.status(result, provenance.isVector());
    Map<String, Object> appraisal = new LinkedHashMap<>();
    appraisal.put("ear_status", status);
    appraisal.put("ear_trustworthiness_vector", vector.claims());
    appraisal.put("ear_appraisal_policy_ids", List.of(policyId(result.context().policy())));
    if (result instanceof Verified verified) {
      addEvidence(appraisal, verified);
    }
    appraisal.put("ear_verifier_claims", verifierClaims(result, provenance));

    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("eat_profile", PROFILE);
    claims.put("iat", signedAt.getEpochSecond());
    if (result instanceof Verified verified) {
      claims.put("exp", expiry(verified));
    }
    claims.put(
        "ear_verifier_id",
        Map.of("developer", "io.github.quotary", "build", provenance.producer()));
    claims.put("ear_status", status);
    claims.put("submods", Map.of(label(result), appraisal));
    return claims;
  }

  private static void addEvidence(Map<String, Object> appraisal, Verified verified) {
    Quote quote = verified.verifiedQuote();
    boolean reportDataHolds =
        verified.context().statesWholeReportData()
            && verified.violations().stream().map(Violation::rule).noneMatch(REPORT_DATA::equals);
    if (reportDataHolds) {
      appraisal.put(
          "eat_nonce", Base64.getEncoder().encodeToString(quote.body().reportData().toByteArray()));
    }
    appraisal.put("ear_attester_claims", IntelClaims.of(quote.body()));
  }

  private static Map<String, Object> verifierClaims(
      VerificationResult result, Provenance provenance) {
    Map<String, Object> claims = new LinkedHashMap<>();
    if (result instanceof Verified verified) {
      claims.putAll(IntelClaims.of(verified.tcb()));
    }
    ObjectNode verdict = VerdictJson.of(result);
    provenance.addTo(verdict, result);
    quote(result).ifPresent(quote -> verdict.put("quoteId", quote.id().toString()));
    claims.put(VERDICT, JSON.convertValue(verdict, new TypeReference<Map<String, Object>>() {}));
    return claims;
  }

  private static long expiry(Verified verified) {
    Instant at = verified.verifiedAt();
    Instant earliest = verified.validity().earliestExpiration();
    return earliest.isAfter(at)
        ? earliest.getEpochSecond()
        : at.getEpochSecond() + SHORT_LIFE_SECONDS;
  }

  private static String label(VerificationResult result) {
    return quote(result)
        .map(quote -> quote.teeType().name().toLowerCase(Locale.ROOT))
        .orElse("quote");
  }

  private static Optional<Quote> quote(VerificationResult result) {
    if (result instanceof Verified verified) {
      return Optional.of(verified.verifiedQuote());
    }
    return result instanceof Rejected rejected
        ? rejected.unverifiedQuote()
        : Optional.of(((Undecided) result).unverifiedQuote());
  }

  /** The policy by its hash (RFC 6920). */
  private static String policyId(QuotePolicy policy) {
    return "ni:///sha-256;"
        + Base64.getUrlEncoder().withoutPadding().encodeToString(policy.sha256().toByteArray());
  }
}
