package io.github.quotary.spark.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.TimeSource;
import io.github.quotary.evidence.report.VerdictJson;
import io.github.quotary.spark.config.Producer;
import io.github.quotary.verify.VerificationResult;

/** The library's own verdict, less what a table does not have a column for. */
public final class LibraryJson {
  private LibraryJson() {}

  /**
   * The verdict.
   *
   * @param collateral where the collateral came from
   */
  public static ObjectNode of(InputChecks checks, String collateral) {
    VerificationResult result = checks.result();
    ObjectNode json =
        VerdictJson.of(
            result, new Provenance(TimeSource.INPUT, collateral, Producer.name(), false));
    checks.addTo(json);
    json.remove("advice");
    json.remove("verifiedAtSource");
    JsonNode reject = json.path("reject");
    if (reject.isObject()) {
      ((ObjectNode) reject).remove("comparison");
    }
    if (json.path("collateral").isObject()) {
      // A sentence about dates, of which the columns have the earliest and the latest.
      ((ObjectNode) json.path("collateral")).remove("note");
    }
    if (json.path("eventLog").isObject()) {
      json.set("eventLog", json.path("eventLog").path("outcome"));
    }
    return json;
  }
}
