package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainPolicySchemaTest {
  private static final Schema SCHEMA = Schema.named("domain-policy.schema.json");

  @TempDir Path folder;

  private DomainPolicy policy(String json) throws IOException {
    return DomainPolicy.fromJson(json.getBytes(StandardCharsets.UTF_8), folder::resolve);
  }

  @Test
  void theSchemaListsTheChecks() {
    List<String> names = new ArrayList<>();
    for (JsonNode name : SCHEMA.document().at("/$defs/check/enum")) {
      names.add(name.textValue());
    }
    assertEquals(Arrays.stream(Check.values()).map(Check::id).toList(), names);
  }

  @Test
  void laboratoryPoliciesMatchTheSchema() throws IOException {
    DomainSite site = DomainLaboratory.seeded(1).custom(CustomPlan.of("app.example.com"));
    site.writeTo(folder);
    String json = Files.readString(folder.resolve("policy.json"));
    assertEquals(List.of(), SCHEMA.objections(json));
    policy(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"$schema\": \"x\", \"description\": \"y\", \"at\": \"2026-08-20T00:00:00Z\"}",
        "{\"keyProviders\": [{\"kind\": \"none\"}, {\"kind\": \"tpm\", \"id\": \"00\"}]}",
        "{\"quote\": {\"tcbStatus\": [\"UpToDate\"]}}",
        "{\"identity\": \"waived\"}",
        "{\"acmeAccounts\": [\"a\"], \"origins\": {\"/acmeAccounts/0\": \"seen\"}}",
        "{\"acmeAccounts\": [\"a\"], \"required\": [\"CMP-1\"], \"waived\": [\"CT-1\"]}"
      })
  void acceptedPoliciesMatchTheSchema(String json) throws IOException {
    assertEquals(List.of(), SCHEMA.objections(json));
    policy(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"composeHash\": [\"00\"]}",
        "{\"composeHashes\": []}",
        "{\"composeHashes\": [\"00\"]}",
        "{\"appIds\": \"00\"}",
        "{\"at\": 1}",
        "{\"osImages\": [{\"label\": \"a\"}]}",
        "{\"keyProviders\": [{\"kind\": \"kms\"}]}",
        "{\"keyProviders\": [{\"kind\": \"vault\"}]}",
        "{\"quote\": {\"reportData\": \"waived\"}}",
        "{\"required\": [\"RD-G9\"]}",
        "{\"identity\": \"known\"}",
        "{\"origins\": [\"seen\"]}",
        "{\"acmeAccounts\": [\"a\"], \"origins\": {\"/acmeAccounts/0\": 1}}",
        "{\"identity\": \"waived\", \"acmeAccounts\": [\"a\"]}",
        "{\"waived\": [\"CT-1\", \"CT-1\"]}",
        "{\"issuers\": [\"zz\"]}"
      })
  void theSchemaRejectsRejectedPolicies(String json) {
    assertThrows(IllegalArgumentException.class, () -> policy(json));
    assertFalse(SCHEMA.objections(json).isEmpty(), json);
  }
}
