package io.github.quotary.evidence.ear;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.evidence.report.VerdictJson;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.Quote;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The claims of an EAT Attestation Result (draft-ietf-rats-ear-04) about one quote.
 *
 * <p>The evidence's own claims are included only if the quote was verified. The token is valid
 * until the earliest expiry of the collateral, or for five minutes if the policy's grace period
 * allowed expired collateral.
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
   * @param policy the policy of the verdict
   * @param at the time of verification, which is the token's time of issue
   * @param build name and version of this software
   */
  public static Map<String, Object> of(
      VerificationResult result, QuotePolicy policy, Instant at, String build) {
    TrustworthinessVector vector = TrustworthinessVector.of(result, policy);
    String status = vector.status(result);
    Map<String, Object> appraisal = new LinkedHashMap<>();
    appraisal.put("ear_status", status);
    appraisal.put("ear_trustworthiness_vector", vector.claims());
    appraisal.put("ear_appraisal_policy_ids", List.of(policyId(policy)));
    if (result instanceof Verified verified) {
      addEvidence(appraisal, verified);
    }
    appraisal.put("ear_verifier_claims", verifierClaims(result));

    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("eat_profile", PROFILE);
    claims.put("iat", at.getEpochSecond());
    if (result instanceof Verified verified) {
      claims.put("exp", expiry(verified, at));
    }
    claims.put("ear_verifier_id", Map.of("developer", "io.github.quotary", "build", build));
    claims.put("ear_status", status);
    claims.put("submods", Map.of(label(result), appraisal));
    return claims;
  }

  private static void addEvidence(Map<String, Object> appraisal, Verified verified) {
    Quote quote = verified.verifiedQuote();
    boolean reportDataHolds =
        !verified.waived().contains(REPORT_DATA)
            && verified.violations().stream().map(Violation::rule).noneMatch(REPORT_DATA::equals);
    if (reportDataHolds) {
      appraisal.put(
          "eat_nonce", Base64.getEncoder().encodeToString(quote.body().reportData().toByteArray()));
    }
    appraisal.put("ear_attester_claims", IntelClaims.of(quote.body()));
  }

  private static Map<String, Object> verifierClaims(VerificationResult result) {
    Map<String, Object> claims = new LinkedHashMap<>();
    if (result instanceof Verified verified) {
      claims.putAll(IntelClaims.of(verified.tcb()));
    }
    ObjectNode verdict = VerdictJson.of(result);
    verdict.remove("quote");
    result.quote().ifPresent(quote -> verdict.put("quoteId", quote.id().toString()));
    claims.put(VERDICT, JSON.convertValue(verdict, new TypeReference<Map<String, Object>>() {}));
    return claims;
  }

  private static long expiry(Verified verified, Instant at) {
    Instant earliest = verified.validity().earliestExpiration();
    return earliest.isAfter(at)
        ? earliest.getEpochSecond()
        : at.getEpochSecond() + SHORT_LIFE_SECONDS;
  }

  private static String label(VerificationResult result) {
    return result
        .quote()
        .map(quote -> quote.teeType().name().toLowerCase(Locale.ROOT))
        .orElse("quote");
  }

  /** The policy by its hash (RFC 6920). */
  private static String policyId(QuotePolicy policy) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(policy.toJson().getBytes(StandardCharsets.UTF_8));
      return "ni:///sha-256;" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
