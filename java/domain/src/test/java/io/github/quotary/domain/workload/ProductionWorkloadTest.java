package io.github.quotary.domain.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.domain.dstack.QuoteAnswer;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.Provenances;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A production workload: quote, log, compose file and collateral, all of them real. */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class ProductionWorkloadTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant AT = Instant.parse("2026-08-20T00:00:00Z");

  private static Path folder() {
    return Path.of(System.getenv("QUOTARY_CONFORMANCE"), "dstack", "near-mpc");
  }

  private static Proof proof() throws IOException {
    JsonNode quote = JSON.readTree(folder().resolve("test-utils--quote.json").toFile());
    byte[] bytes = new byte[quote.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) quote.get(i).asInt();
    }
    JsonNode info = JSON.readTree(folder().resolve("test-utils--tcb_info.json").toFile());
    String answer =
        JSON.createObjectNode()
            .put("quote", HexFormat.of().formatHex(bytes))
            .put("event_log", info.path("event_log").toString())
            .toString();
    return new Proof(
        "quote.json",
        QuoteAnswer.read(answer.getBytes(StandardCharsets.UTF_8)).found().orElseThrow());
  }

  private static Map<Check, CheckOutcome> check(String policyJson) throws IOException {
    DomainPolicy policy =
        DomainPolicy.fromJson(
            policyJson.getBytes(StandardCharsets.UTF_8), name -> folder().resolve(name));
    RawBytes collateral =
        RawBytes.of(Files.readAllBytes(folder().resolve("test-utils--collateral.json")));
    Assessment assessment =
        QuoteAssessor.of(
                Verifier.builder().policy(policy.quote()).build(), Optional.of(collateral), AT)
            .assess(proof());
    Map<Check, CheckOutcome> outcomes = new EnumMap<>(Check.class);
    for (Finding finding :
        WorkloadChecks.of(List.of(assessment), policy, Preimages.none(), Provenances.real())
            .findings()) {
      outcomes.put(finding.check(), finding.outcome());
    }
    return outcomes;
  }

  @Test
  void itsIdentityPassesUnderAPolicyThatKnowsIt() throws IOException {
    Map<Check, CheckOutcome> outcomes =
        check(
            """
            {
              "composeFiles": ["test-utils--app_compose.json"],
              "appIds": ["2911e1f733466216dedb862d6d669e11256ee7a3"],
              "osImages": [{
                "label": "production",
                "mrTd": "f06dfda6dce1cf904d4e2bab1dc370634cf95cefa2ceb2de2eee127c9382698090d7a4a13e14c536ec6c9c3c8fa87077",
                "rtmr1": "b598fde9491427341bc4683b75d10d3e36770af3a36a6954d8b6b7b22aa66358f13e1f172e51b7d6e6710d99a8d8532f",
                "rtmr2": "c812d42bfff1c75382e91a37c867ab117b97eb5e8d6797488928ea38e5fd38b5ed2f87d9613d392507f1c3af94657c93"
              }],
              "keyProviders": [{
                "kind": "local-sgx",
                "id": "6b5ed02e549a1c30aaa8e3171a045f1f449b0017353ef595e78e39c348c98d01"
              }]
            }
            """);
    for (Check check :
        List.of(
            Check.Q_1,
            Check.Q_2,
            Check.Q_3,
            Check.EL_1,
            Check.EL_2,
            Check.EL_3,
            Check.ID_1,
            Check.ID_2,
            Check.ID_3,
            Check.ID_4,
            Check.OS_1,
            Check.OS_2)) {
      assertEquals(CheckOutcome.PASS, outcomes.get(check), check.id());
    }
    assertEquals(CheckOutcome.FAIL, outcomes.get(Check.CMP_1), "it mounts docker.sock");
  }

  @Test
  void anotherComposeFileIsAnotherApp() throws IOException {
    Map<Check, CheckOutcome> outcomes =
        check("{\"composeFiles\": [\"test-utils--app_compose_with_services.json\"]}");
    assertEquals(CheckOutcome.FAIL, outcomes.get(Check.ID_1));
    assertEquals(CheckOutcome.INCOMPLETE, outcomes.get(Check.OS_1));
    assertTrue(outcomes.containsValue(CheckOutcome.PASS));
  }
}
