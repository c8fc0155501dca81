package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.ExitCode;
import java.nio.file.Path;
import java.time.Instant;

/** What {@code simulate} says of a verdict, and what {@code verify} then answers. */
final class Promise {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Promise() {}

  /**
   * The command verifies the directory as both generations, and answers what was promised.
   *
   * @param promise {@code expected}, {@code quotary} and {@code trustedUnderDefaultPolicy}
   */
  static void assertKept(JsonNode promise, Path directory) throws JsonProcessingException {
    assertKept(promise, directory, "g1", "1.26");
    assertKept(promise, directory, "g2", "1.27");
  }

  /** The same for one generation: {@code g1} is version 1.26, {@code g2} is 1.27. */
  static void assertKept(JsonNode promise, Path directory, String generation, String version)
      throws JsonProcessingException {
    CommandRun run =
        CommandRun.of(
            "verify",
            "--vector",
            directory.toString(),
            "--generation",
            version,
            "--format",
            "json");
    assertEquals("", run.err());
    JsonNode found = JSON.readTree(run.out());
    ObjectNode expected = expected(promise, generation);
    assertEquals(expected, comparable(found, expected), directory + " as " + version);
    assertEquals(exitCode(expected), run.code(), directory + " as " + version);
  }

  /** The promise in the words of {@code verify}. */
  private static ObjectNode expected(JsonNode promise, String generation) {
    ObjectNode expected = JSON.createObjectNode();
    JsonNode intel = promise.required("expected").required(generation);
    JsonNode trusted = promise.required("trustedUnderDefaultPolicy");
    expected.put(
        "trusted", (trusted.isObject() ? trusted.required(generation) : trusted).booleanValue());
    if (promise.has("quotary")) {
      expected.set("outcome", promise.get("quotary"));
      if (promise.get("quotary").textValue().equals("verified")) {
        expected.put("tcbStatus", "UpToDate");
      }
    } else if (intel.required("outcome").textValue().equals("verified")) {
      expected.put("outcome", "verified");
      expected.set("tcbStatus", intel.required("tcbStatus"));
      expected.set("advisoryIds", intel.required("advisoryIds"));
      expected.put(
          "tcbDate", Instant.ofEpochSecond(intel.required("tcbDate").longValue()).toString());
      expected.set("expired", intel.required("expired"));
    } else {
      expected.put("outcome", "rejected");
      expected.set("stage", intel.required("stage"));
      expected.set("returnCode", intel.required("returnCode"));
      if (intel.has("qvlStatus")) {
        expected.set("qvlStatus", intel.get("qvlStatus"));
      }
    }
    return expected;
  }

  /** Those members of the verdict that are promised. */
  private static ObjectNode comparable(JsonNode found, ObjectNode expected) {
    ObjectNode comparable = JSON.createObjectNode();
    expected
        .fieldNames()
        .forEachRemaining(
            name -> {
              JsonNode parent =
                  switch (name) {
                    case "expired" -> found.path("collateral");
                    case "stage", "returnCode", "qvlStatus" -> found.path("reject");
                    default -> found;
                  };
              if (parent.has(name)) {
                comparable.set(name, parent.get(name));
              }
            });
    return comparable;
  }

  private static int exitCode(JsonNode expected) {
    if (expected.get("outcome").textValue().equals("verified")) {
      return expected.get("trusted").booleanValue() ? ExitCode.OK : ExitCode.NOT_TRUSTED;
    }
    String stage = expected.path("stage").asText();
    return stage.equals("args") || stage.equals("quote_parse")
        ? ExitCode.MALFORMED
        : ExitCode.REJECTED;
  }
}
