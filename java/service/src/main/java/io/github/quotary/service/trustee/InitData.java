package io.github.quotary.service.trustee;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import java.util.List;
import java.util.Optional;

/**
 * What a guest was launched with (trustee's "initdata"): TOML with {@code version}, {@code
 * algorithm} and the strings of {@code data}. The hash of the whole text stands in MRCONFIGID, cut
 * or followed by zeros.
 */
final class InitData {
  private static final TomlMapper TOML = new TomlMapper();
  private static final List<String> TOML_FILES = List.of("cdh.toml", "aa.toml");
  private static final String POLICY = "policy.rego";
  private static final String POLICY_DATA = "policy_data := {";

  private InitData() {}

  static Bound toml(String text) throws EvaluationException {
    JsonNode document = tree(text);
    Optional<HashAlgorithm> algorithm = HashAlgorithm.named(document.path("algorithm").asText());
    if (algorithm.isEmpty() || !document.path("version").isTextual()) {
      throw failed("it needs version, and algorithm sha256, sha384 or sha512");
    }
    if (!(document.path("data") instanceof ObjectNode data)
        || data.properties().stream().anyMatch(file -> !file.getValue().isTextual())) {
      throw failed("its data is not a table of strings");
    }
    return new Bound(Optional.of(algorithm.get().digest(text.getBytes(UTF_8))), claims(data));
  }

  private static JsonNode tree(String text) throws EvaluationException {
    try {
      return TOML.readTree(text);
    } catch (JsonProcessingException e) {
      throw failed("it is not TOML: " + e.getOriginalMessage());
    }
  }

  private static EvaluationException failed(String problem) {
    return EvaluationException.failed(
        "attestation report evaluate", "parse init data", "parse TOML structured data", problem);
  }

  /** The data, with the files that can be read replaced by what is in them. */
  private static ObjectNode claims(ObjectNode data) {
    ObjectNode claims = data.deepCopy();
    for (String name : TOML_FILES) {
      if (claims.has(name)) {
        inner(claims.path(name).textValue()).ifPresent(table -> claims.set(name, table));
      }
    }
    if (claims.has(POLICY)) {
      policyData(claims.path(POLICY).textValue())
          .ifPresent(
              json -> {
                claims.remove(POLICY);
                claims.set("agent_policy_claims", json);
              });
    }
    return claims;
  }

  private static Optional<JsonNode> inner(String toml) {
    try {
      return Optional.of(tree(toml));
    } catch (EvaluationException e) {
      // Not TOML: it stays the string that it is.
      return Optional.empty();
    }
  }

  /** The object at the end of a policy that holds its data. */
  private static Optional<JsonNode> policyData(String policy) {
    int start = policy.indexOf(POLICY_DATA);
    if (start < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonInput.tree(policy.substring(start + POLICY_DATA.length() - 1)));
    } catch (JsonInputException e) {
      // More than data follows: the policy stays the string that it is.
      return Optional.empty();
    }
  }
}
