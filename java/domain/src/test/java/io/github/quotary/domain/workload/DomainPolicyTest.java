package io.github.quotary.domain.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.dstack.KeyProvider;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.ExpectedIdentity;
import io.github.quotary.quote.Measurement;
import io.github.quotary.status.TcbStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainPolicyTest {
  @TempDir Path folder;

  private DomainPolicy policy(String json) throws IOException {
    return DomainPolicy.fromJson(json.getBytes(StandardCharsets.UTF_8), folder::resolve);
  }

  @Test
  void everyMemberIsRead() throws IOException {
    Files.writeString(folder.resolve("app-compose.json"), "{}");
    String hash = "11".repeat(32);
    String register = "22".repeat(48);
    DomainPolicy policy =
        policy(
            """
            {
              "$schema": "domain-policy.schema.json",
              "description": "ours",
              "at": "2026-08-20T00:00:00Z",
              "composeHashes": ["%1$s"],
              "composeFiles": ["app-compose.json"],
              "appIds": ["3333333333333333333333333333333333333333"],
              "osImages": [
                {"label": "a", "osImageHash": "%1$s"},
                {"label": "b", "mrTd": "%2$s", "rtmr1": "%2$s", "rtmr2": "%2$s", "development": true}
              ],
              "keyProviders": [{"kind": "kms", "id": "aabb"}, {"kind": "none"}],
              "quote": {"tcbStatus": ["UpToDate", "SWHardeningNeeded"]},
              "issuers": ["%1$s"],
              "acmeAccounts": ["https://ca.example/1"],
              "required": ["CMP-1"],
              "waived": ["CT-1", "CT-2"]
            }
            """
                .formatted(hash, register));
    assertEquals(Optional.of(Instant.parse("2026-08-20T00:00:00Z")), policy.at());
    assertTrue(policy.allowsCompose(Measurement.fromHex(hash)));
    assertTrue(policy.allowsCompose(RawBytes.ofUtf8("{}").sha256()));
    assertTrue(!policy.allowsCompose(RawBytes.ofUtf8("{ }").sha256()), "its bytes are the app");
    assertEquals(
        List.of(false, true), policy.osImages().stream().map(AllowedOsImage::development).toList());
    assertEquals(
        new AllowedKeyProvider(KeyProvider.Kind.KMS, Optional.of(Measurement.fromHex("aabb"))),
        policy.keyProviders().get(0));
    assertEquals(
        Set.of(TcbStatus.UP_TO_DATE, TcbStatus.SW_HARDENING_NEEDED),
        policy.quote().acceptedTcbStatuses());
    assertEquals(Set.of(Check.CMP_1), policy.required());
    assertEquals(Set.of(Check.CT_1, Check.CT_2), policy.waived());
  }

  @Test
  void whatNamesAWorkloadStatesAnIdentity() throws IOException {
    Files.writeString(folder.resolve("app-compose.json"), "{}");
    for (String stated :
        List.of(
            "{\"composeHashes\": [\"%s\"]}".formatted("11".repeat(32)),
            "{\"composeFiles\": [\"app-compose.json\"]}",
            "{\"appIds\": [\"%s\"]}".formatted("33".repeat(20)),
            "{\"acmeAccounts\": [\"https://ca.example/1\"]}")) {
      assertEquals(ExpectedIdentity.STATED, policy(stated).identity(), stated);
    }
    assertEquals(ExpectedIdentity.UNSTATED, DomainPolicy.empty().identity());
    assertEquals(ExpectedIdentity.UNSTATED, policy("{\"waived\": [\"ID-1\"]}").identity());
    assertEquals(ExpectedIdentity.WAIVED, policy("{\"identity\": \"waived\"}").identity());
  }

  @Test
  void theDigestIsOfAllThatIsStated() throws IOException {
    Path file = folder.resolve("c.json");
    Files.writeString(file, "{}");
    String json = "{\"composeFiles\": [\"c.json\"]}";
    Measurement digest = policy(json).digest();
    assertEquals(digest, policy(json).digest());
    Files.writeString(file, "{ }");
    assertNotEquals(digest, policy(json).digest(), "the file is part of it");
    assertNotEquals(DomainPolicy.empty().digest(), digest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"composeHash\": []}",
        "{\"composeHashes\": []}",
        "{\"composeHashes\": \"00\"}",
        "{\"composeHashes\": [\"00\"]}",
        "{\"composeHashes\": [\"0x11\"]}",
        "{\"appIds\": [\"0x3333333333333333333333333333333333333333\"]}",
        "{\"appIds\": [null]}",
        "{\"at\": \"yesterday\"}",
        "{\"at\": 1}",
        "{\"at\": \"2026-08-20T00:00:00Z\", \"at\": \"2026-08-20T00:00:00Z\"}",
        "{\"osImages\": [{\"label\": \"a\"}]}",
        "{\"osImages\": [{\"label\": \"a\", \"osImageHash\": \"00\"}]}",
        "{\"osImages\": [{\"label\": \"a\", \"osImageHash\": \"00\", \"x\": 1}]}",
        "{\"keyProviders\": [{\"kind\": \"kms\"}]}",
        "{\"keyProviders\": [{\"kind\": \"local-sgx\"}]}",
        "{\"keyProviders\": [{\"kind\": \"vault\"}]}",
        "{\"keyProviders\": [{\"kind\": \"none\", \"name\": \"x\"}]}",
        "{\"quote\": []}",
        "{\"quote\": {\"tcbstatus\": []}}",
        "{\"quote\": {\"reportData\": \"waived\"}}",
        "{\"required\": [\"RD-G9\"]}",
        "{\"quote\": {\"identity\": \"waived\"}}",
        "{\"identity\": \"known\"}",
        "{\"identity\": \"waived\", \"composeHashes\": [\"%s\"]}",
        "{\"waived\": [\"ct-1\"]}",
        "{\"waived\": [\"CT-1\", \"CT-1\"]}",
        "{\"acmeAccounts\": [1]}",
        "{\"identity\": \"waived\", \"origins\": {\"identity\": \"a person\"}}",
        "{\"identity\": \"waived\", \"origins\": {\"/waived\": \"a person\"}}",
        "{} {}"
      })
  void whatIsNoPolicyIsRefused(String json) {
    assertThrows(
        IllegalArgumentException.class, () -> policy(json.replace("%s", "11".repeat(32))), json);
  }

  @Test
  void missingFilesAreTheCallersMistake() {
    assertThrows(IOException.class, () -> policy("{\"composeFiles\": [\"none.json\"]}"));
    assertThrows(
        IOException.class,
        () ->
            DomainPolicy.fromJson(
                "{\"composeFiles\": [\"c.json\"]}".getBytes(StandardCharsets.UTF_8),
                DomainPolicy.Files.none()));
  }
}
