package io.github.quotary.service.trustee;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the report data is made of: bytes that stand in it as they are, or JSON whose canonical form
 * is hashed.
 */
final class RuntimeData {
  private static final int REPORT_DATA_SIZE = 64;

  private RuntimeData() {}

  static Bound raw(byte[] bytes) throws EvaluationException {
    if (bytes.length > REPORT_DATA_SIZE) {
      throw EvaluationException.failed(
          "decode given Runtime Data",
          "raw runtime data of "
              + bytes.length
              + " bytes: report data has 64, so that the rest would be bound to nothing; hash it,"
              + " or send it structured");
    }
    return Bound.bytes(bytes);
  }

  static Bound structured(JsonNode json, HashAlgorithm algorithm) throws EvaluationException {
    return new Bound(Optional.of(algorithm.digest(CanonicalJson.of(json))), json);
  }
}
