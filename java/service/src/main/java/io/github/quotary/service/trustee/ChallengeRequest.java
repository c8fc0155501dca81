package io.github.quotary.service.trustee;

import com.fasterxml.jackson.databind.JsonNode;

/** The body of {@code POST /challenge}: {@code {"tee", "tee_params"}}, strings. */
final class ChallengeRequest {
  private ChallengeRequest() {}

  /** The kind of TEE. */
  static String tee(byte[] body) throws EvaluationException {
    JsonNode json =
        EvaluationRequest.tree(body, EvaluationException.malformed("the body is not JSON"));
    if (!json.isObject()
        || json.properties().stream().anyMatch(member -> !member.getValue().isTextual())) {
      throw EvaluationException.malformed("the body is not an object of strings");
    }
    if (!json.has("tee")) {
      throw EvaluationException.failed("Failed to get inner tee");
    }
    if (!json.has("tee_params")) {
      throw EvaluationException.failed("Failed to get inner tee_params");
    }
    return json.path("tee").textValue();
  }
}
