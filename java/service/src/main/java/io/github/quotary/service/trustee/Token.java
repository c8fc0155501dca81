package io.github.quotary.service.trustee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.evidence.ear.EarClaims;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.VerdictJson;
import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token, by the names that trustee gives them and its key broker reads. The verdict
 * is that of {@link EarClaims}; trustee's policies are not run. Not thread-safe.
 */
final class Token {
  private static final String PROFILE = "tag:github.com,2024:confidential-containers/Trustee";
  private static final String ISSUER = "Quotary";
  private static final long LIFE_SECONDS = 300;

  /** Trustee's tokens have them all, 0 where nothing is claimed. */
  private static final List<String> ASPECTS =
      List.of(
          "instance-identity",
          "configuration",
          "executables",
          "file-system",
          "hardware",
          "runtime-opaque",
          "storage-opaque",
          "sourced-data");

  private final Provenance provenance;
  private final Instant now;
  private final String policyId;
  private final Map<String, Object> submods = new LinkedHashMap<>();
  private long expiry;

  Token(Provenance provenance, Instant now, String policyId) {
    this.provenance = provenance;
    this.now = now;
    this.policyId = policyId;
    expiry = now.getEpochSecond() + LIFE_SECONDS;
  }

  void add(Appraised appraised) {
    Verified verified = appraised.verified();
    ObjectNode evidence = appraised.evidence();
    Map<String, Object> ear = EarClaims.of(verified, provenance, now);
    Map<String, Object> vector = new LinkedHashMap<>();
    Map<?, ?> claimed =
        (Map<?, ?>)
            only((Map<?, ?>) ear.getOrDefault("submods", Map.of()))
                .get("ear_trustworthiness_vector");
    for (String aspect : ASPECTS) {
      Object value = claimed == null ? null : claimed.get(aspect);
      vector.put(aspect, value == null ? 0 : value);
    }
    ObjectNode verdict = VerdictJson.of(verified);
    provenance.addTo(verdict, verified);
    if (appraised.isBound()) {
      removeReportData(verdict.withArray("notChecked"));
    }
    evidence.set("io.github.quotary.verdict", verdict);

    Map<String, Object> appraisal = new LinkedHashMap<>();
    appraisal.put("ear.status", ear.getOrDefault("ear_status", "none"));
    appraisal.put("ear.trustworthiness-vector", vector);
    appraisal.put("ear.appraisal-policy-id", policyId);
    appraisal.put("ear.veraison.annotated-evidence", plain(evidence));
    submods.put("cpu" + submods.size(), appraisal);
    if (ear.get("exp") instanceof Long exp) {
      expiry = Math.min(expiry, exp);
    }
  }

  private static void removeReportData(ArrayNode notChecked) {
    for (int i = notChecked.size() - 1; i >= 0; i--) {
      if (notChecked.get(i).asText().equals(VerificationContext.REPORT_DATA)) {
        notChecked.remove(i);
      }
    }
  }

  private static Map<?, ?> only(Map<?, ?> submods) {
    return (Map<?, ?>) submods.values().iterator().next();
  }

  Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("eat_profile", PROFILE);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", expiry);
    claims.put("iss", ISSUER);
    claims.put(
        "ear.verifier-id",
        Map.of("developer", "io.github.quotary", "build", provenance.producer()));
    claims.put("submods", submods);
    return claims;
  }

  /** The value as a signer takes it. */
  private static @Nullable Object plain(JsonNode value) {
    if (value instanceof ObjectNode object) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      object.properties().forEach(member -> map.put(member.getKey(), plain(member.getValue())));
      return map;
    }
    if (value instanceof ArrayNode array) {
      List<@Nullable Object> list = new ArrayList<>();
      array.forEach(element -> list.add(plain(element)));
      return list;
    }
    if (value.isNumber()) {
      return value.numberValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    return value.isTextual() ? value.textValue() : null;
  }
}
