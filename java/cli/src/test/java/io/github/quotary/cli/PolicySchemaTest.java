package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.quotary.policy.QuotePolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySchemaTest {
  private static final Schema SCHEMA = Schema.named("policy.schema.json");

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/policies"))) {
      return files.sorted().toList();
    }
  }

  private static QuotePolicy policy(String json) {
    return QuotePolicy.fromJson(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theEnginesPoliciesMatchTheSchema(Path example) throws IOException {
    String json = Files.readString(example);
    assertEquals(List.of(), SCHEMA.objections(json));
    assertEquals(List.of(), SCHEMA.objections(policy(json).toJson()));
  }

  @Test
  void theSchemaHasExactlyTheRules() throws IOException {
    Set<String> stated = new TreeSet<>(Set.of("$schema", "description"));
    for (Path example : examples()) {
      stated.addAll(policy(Files.readString(example)).stated());
    }
    Set<String> properties = new TreeSet<>();
    SCHEMA.document().path("properties").fieldNames().forEachRemaining(properties::add);
    assertEquals(properties, stated, "the examples show every rule of the schema");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"mrtd\": []}",
        "{\"tee\": \"TDX\"}",
        "{\"tcbStatus\": []}",
        "{\"tcbStatus\": [\"Revoked\"]}",
        "{\"tcbStatus\": [\"uptodate\"]}",
        "{\"tcbStatus\": [\"UpToDate\", \"UpToDate\"]}",
        "{\"outOfDate\": \"waived\"}",
        "{\"outOfDate\": {}}",
        "{\"outOfDate\": {\"gracePeriod\": \"30\"}}",
        "{\"outOfDate\": {\"gracePeriod\": \"P\"}}",
        "{\"outOfDate\": {\"gracePeriod\": \"P1M\"}}",
        "{\"outOfDate\": {\"gracePeriod\": \"P1D\", \"until\": \"2026-01-01T00:00:00Z\"}}",
        "{\"outOfDate\": {\"gracePeriod\": \"P1D\", \"since\": \"2026-01-01\"}}",
        "{\"outOfDate\": {\"gracePeriod\": \"P1DT-1H\"}}",
        "{\"advisoryIds\": [\" \"]}",
        "{\"advisoryIds\": [\"intel-sa-00289\"]}",
        "{\"refusedAdvisoryIds\": [\"INTEL-SA-289\"]}",
        "{\"minTcbDate\": \"1970-01-01T00:00:00Z\"}",
        "{\"minTcbDate\": \"2026-02-11T00:00:00+01:00\"}",
        "{\"qeVendorId\": [\"00\"]}",
        "{\"minQeSvn\": 65536}",
        "{\"minPceSvn\": -1}",
        "{\"seamAttributes\": []}",
        "{\"refusedAdvisoryIds\": []}",
        "{\"minTcbEvaluationDataNumber\": -1}",
        "{\"minTcbEvaluationDataNumber\": 4294967296}",
        "{\"minTcbDate\": 1}",
        "{\"expired\": \"allowed\"}",
        "{\"expired\": {\"gracePeriod\": \"P1D\", \"since\": \"2026-01-01T00:00:00Z\"}}",
        "{\"fromTheFuture\": true}",
        "{\"debug\": \"refused\"}",
        "{\"tdAttributes\": {\"mustBeSet\": [\"AVX\"]}}",
        "{\"xfam\": \"waived\"}",
        "{\"xfam\": {\"mayBeSet\": [64]}}",
        "{\"xfam\": {\"mayBeSet\": \"e7\"}}",
        "{\"minTeeTcbSvn\": {}}",
        "{\"minTeeTcbSvn\": {\"moduleSvn\": 256}}",
        "{\"mrTd\": []}",
        "{\"mrTd\": \"waived\"}",
        "{\"mrTd\": [\"00\"]}",
        "{\"mrEnclave\": [\"" + "0" + "\"]}",
        "{\"isvProdId\": [65536]}",
        "{\"minIsvSvn\": 1.5}",
        "{\"reportData\": {}}",
        "{\"reportData\": {\"exact\": \"00\"}}",
        "{\"reportData\": {\"exact\": []}}",
        "{\"reportData\": {\"prefix\": \"00\"}}",
        "{\"reportData\": {\"startsWith\": \"\"}}",
        "{\"reportData\": {\"startsWith\": \"00\", \"paddedWithZeros\": \"00\"}}",
        "{\"reportData\": {\"paddedWithZeros\": \"000\"}}",
        "{\"fmspc\": [\"30a06d05000\"]}",
        "{\"smtEnabled\": \"waived\"}",
        "{\"description\": []}"
      })
  void theSchemaRejectsWhatTheEngineRejects(String json) {
    assertThrows(IllegalArgumentException.class, () -> policy(json));
    assertFalse(SCHEMA.objections(json).isEmpty(), json);
  }
}
