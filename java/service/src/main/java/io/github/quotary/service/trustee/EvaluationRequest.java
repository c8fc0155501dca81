package io.github.quotary.service.trustee;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request: pieces of evidence, and the policy they are held against.
 *
 * @param items the pieces of evidence
 * @param policyId the policy's id
 */
record EvaluationRequest(List<Item> items, String policyId) {
  static final String DEFAULT_POLICY = "default";
  private static final int MAX_ITEMS = 16;

  /**
   * One piece of evidence.
   *
   * @param tee the kind of TEE
   * @param evidence the evidence, JSON
   * @param runtimeData what its report data must be made of
   * @param initData what it must have been launched with
   */
  record Item(String tee, JsonNode evidence, Bound runtimeData, Bound initData) {}

  EvaluationRequest {
    items = List.copyOf(items);
  }

  static EvaluationRequest of(List<Item> items, List<String> policyIds) throws EvaluationException {
    if (items.isEmpty()) {
      throw EvaluationException.failed(
          "attestation report evaluate", "No verification requests provided.");
    }
    return new EvaluationRequest(items, policyIds.isEmpty() ? DEFAULT_POLICY : policyIds.get(0));
  }

  /** Reads the body of {@code POST /attestation}. Unknown members are ignored. */
  static EvaluationRequest read(byte[] body) throws EvaluationException {
    if (!(tree(body, EvaluationException.malformed("the body is not JSON"))
        instanceof ObjectNode json)) {
      throw EvaluationException.malformed("the body is not a JSON object");
    }
    JsonNode requests = json.path("verification_requests");
    JsonNode policies = json.path("policy_ids");
    if (!requests.isArray() || !policies.isArray()) {
      throw EvaluationException.malformed(
          "the body needs the arrays verification_requests and policy_ids");
    }
    if (requests.size() > MAX_ITEMS) {
      throw EvaluationException.malformed("more than " + MAX_ITEMS + " verification_requests");
    }
    List<String> policyIds = new ArrayList<>();
    for (JsonNode id : policies) {
      policyIds.add(text(id, "policy_ids"));
    }
    List<Item> items = new ArrayList<>();
    for (JsonNode request : requests) {
      items.add(item(request));
    }
    return of(items, policyIds);
  }

  private static Item item(JsonNode request) throws EvaluationException {
    String tee = text(request.path("tee"), "tee");
    JsonNode evidence = evidence(text(request.path("evidence"), "evidence"));
    HashAlgorithm algorithm = algorithm(optional(request, "runtime_data_hash_algorithm"));
    return new Item(
        tee,
        evidence,
        runtimeData(request.path("runtime_data"), algorithm),
        initData(request.path("init_data")));
  }

  static JsonNode evidence(String base64) throws EvaluationException {
    return tree(
        base64(base64, "base64 decode evidence"),
        EvaluationException.failed("failed to parse evidence as JSON"));
  }

  static HashAlgorithm algorithm(Optional<String> name) throws EvaluationException {
    if (name.isEmpty()) {
      return HashAlgorithm.SHA384;
    }
    return HashAlgorithm.named(name.get().toLowerCase(Locale.ROOT))
        .orElseThrow(
            () ->
                EvaluationException.failed(
                    "parse runtime data HashAlgorithm failed",
                    "it is not sha256, sha384 or sha512"));
  }

  private static Bound runtimeData(JsonNode data, HashAlgorithm algorithm)
      throws EvaluationException {
    if (data.isMissingNode() || data.isNull()) {
      return Bound.NOTHING;
    }
    requireOne(data, "runtime_data", "raw", "structured");
    return data.has("raw")
        ? RuntimeData.raw(base64(text(data.path("raw"), "raw"), "base64 decode raw runtime data"))
        : RuntimeData.structured(data.path("structured"), algorithm);
  }

  private static Bound initData(JsonNode data) throws EvaluationException {
    if (data.isMissingNode() || data.isNull()) {
      return Bound.NOTHING;
    }
    requireOne(data, "init_data", "init_data_digest", "init_data_toml");
    return data.has("init_data_digest")
        ? Bound.bytes(
            base64(
                text(data.path("init_data_digest"), "init_data_digest"),
                "base64 decode raw init data"))
        : InitData.toml(text(data.path("init_data_toml"), "init_data_toml"));
  }

  private static void requireOne(JsonNode data, String name, String first, String second)
      throws EvaluationException {
    if (!data.isObject() || data.size() != 1 || !(data.has(first) || data.has(second))) {
      throw EvaluationException.malformed(name + " needs either " + first + " or " + second);
    }
  }

  static JsonNode tree(byte[] json, EvaluationException otherwise) throws EvaluationException {
    try {
      JsonNode tree = JsonInput.tree(json);
      if (!tree.isMissingNode()) {
        return tree;
      }
      throw otherwise;
    } catch (JsonInputException e) {
      throw otherwise;
    }
  }

  static JsonNode structured(String json) throws EvaluationException {
    return tree(json.getBytes(UTF_8), EvaluationException.failed("parse structured runtime data"));
  }

  static byte[] base64(String text, String step) throws EvaluationException {
    try {
      if (!text.endsWith("=")) {
        return Base64.getUrlDecoder().decode(text);
      }
    } catch (IllegalArgumentException e) {
      // Told below, as padding is.
    }
    throw EvaluationException.failed(step, "it is not base64url without padding");
  }

  private static String text(JsonNode member, String name) throws EvaluationException {
    if (!member.isTextual()) {
      throw EvaluationException.malformed("member " + name + " is not a string");
    }
    return member.textValue();
  }

  private static Optional<String> optional(JsonNode object, String name)
      throws EvaluationException {
    return object.hasNonNull(name) ? Optional.of(text(object.path(name), name)) : Optional.empty();
  }
}
