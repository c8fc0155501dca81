package io.github.quotary.simulator.domain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.simulator.domain.attack.DomainAttack;
import io.github.quotary.simulator.domain.attack.Victim;
import io.github.quotary.simulator.octets.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DomainLaboratoryTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(1);
  private static final int REPORT_DATA = 568;

  @Test
  void theSameSeedAndPlanGiveTheSameBytes() {
    assertEquals(bytes(LABORATORY), bytes(DomainLaboratory.seeded(1)));
    assertNotEquals(bytes(LABORATORY), bytes(DomainLaboratory.seeded(2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GW_A    | account_uri hist_keys",
        "GW_B    | account_quote account_uri active_cert base_domain hist_keys quoted_hist_keys",
        "GW_C    | account_attestation account_quote account_uri quoted_hist_keys",
        "GW_NEXT | account_attestation account_quote account_uri quoted_hist_keys"
      })
  void acmeInfoHasTheMembersOfItsVersion(GatewayVersion version, String members)
      throws IOException {
    DomainSite site = LABORATORY.gateway(GatewayPlan.of(version, "dstack.example.com"));
    Set<String> found = new HashSet<>();
    json(site, "/.dstack/acme-info").fieldNames().forEachRemaining(found::add);

    assertEquals(Set.of(members.split(" ")), found);
  }

  @Test
  void aKeysQuoteIsTextInTextInText() throws IOException {
    JsonNode info =
        json(LABORATORY.gateway(GatewayPlan.of("dstack.example.com")), "/.dstack/acme-info");
    JsonNode key = info.path("quoted_hist_keys").get(1);
    JsonNode answer = JSON.readTree(key.path("quote").textValue());
    byte[] spki = HexFormat.of().parseHex(key.path("public_key").textValue());
    byte[] quote = HexFormat.of().parseHex(answer.path("quote").textValue());

    assertEquals(91, spki.length);
    assertArrayEquals(
        ReportDataOf.gatewayKey(spki), Arrays.copyOfRange(quote, REPORT_DATA, REPORT_DATA + 64));
    assertTrue(JSON.readTree(answer.path("event_log").textValue()).isArray());
  }

  /** The vectors of dstack's own documentation and of a real gateway. */
  @Test
  void reportDataAreThoseOfDstack() {
    assertEquals(
        "e5e5547e6c245fa9cc3c5f66c40e3b869ab8fa8a0abafefbf340cb6c3021b6c0"
            + "d4119611fed03528033c77f17a931979a2bde1314ecdc8ce95fab07508ed9675",
        HexFormat.of()
            .formatHex(
                ReportDataOf.gatewayAccount(
                    "https://acme-v02.api.letsencrypt.org/acme/acct/2584877296")));
  }

  @ParameterizedTest
  @EnumSource
  void aManifestListsItsFilesAndIsQuoted(IngressVersion version) throws IOException {
    DomainSite site = LABORATORY.custom(CustomPlan.of(version, "app.example.com"));
    byte[] manifest = document(site, "/evidences/sha256sum.txt");
    for (String line : new String(manifest, StandardCharsets.US_ASCII).split("\n", -1)) {
      if (!line.isEmpty()) {
        byte[] file = document(site, "/evidences/" + line.substring(66));
        assertEquals(line.substring(0, 64), HexFormat.of().formatHex(Digests.sha256(file)));
      }
    }
    JsonNode answer = json(site, "/evidences/quote.json");
    byte[] quote = HexFormat.of().parseHex(answer.path("quote").textValue());

    assertArrayEquals(
        ReportDataOf.manifest(manifest), Arrays.copyOfRange(quote, REPORT_DATA, REPORT_DATA + 64));
    assertEquals(version == IngressVersion.ING_0, answer.has("hash_algorithm"));
    assertEquals(version != IngressVersion.ING_0, answer.has("vm_config"));
  }

  @Test
  void aSiteIsWrittenAsFiles(@TempDir Path folder) throws IOException {
    LABORATORY.custom(CustomPlan.of("app.example.com", "*.example.net")).writeTo(folder);

    assertTrue(Files.isRegularFile(folder.resolve("evidences/cert-*.example.net.pem")));
    assertTrue(Files.isRegularFile(folder.resolve("evidences/quote.json")));
    JsonNode policy = JSON.readTree(folder.resolve("policy.json").toFile());
    assertTrue(Files.isRegularFile(folder.resolve(policy.path("composeFiles").get(0).textValue())));
    for (String file :
        new String[] {"served.pem", "collateral.json", "tdx-root.pem", "web-root.pem"}) {
      assertTrue(Files.size(folder.resolve(file)) > 0, file);
    }
  }

  @Test
  void aGatewaysFilesHaveAnEnding(@TempDir Path folder) throws IOException {
    LABORATORY.gateway(GatewayPlan.of("dstack.example.com")).writeTo(folder);

    assertTrue(Files.isRegularFile(folder.resolve("dstack/acme-info.json")));
    assertTrue(Files.isRegularFile(folder.resolve("dstack/app-info.json")));
  }

  @Test
  void anAttackIsFoundByItsNameAndDiffersFromTheHonestSite() {
    DomainAttack attack = DomainAttack.named("custom-debug-td").orElseThrow();

    assertEquals("Q-2", attack.check());
    assertNotEquals(
        LABORATORY.custom(Victim.custom()).documents().get("/evidences/quote.json").bodyText(),
        attack.site(LABORATORY).documents().get("/evidences/quote.json").bodyText());
    assertFalse(DomainAttack.named("none").isPresent());
  }

  private static Map<String, String> bytes(DomainLaboratory laboratory) {
    Map<String, String> all = new TreeMap<>();
    DomainSite gateway = laboratory.gateway(GatewayPlan.of("dstack.example.com"));
    DomainSite custom = laboratory.custom(CustomPlan.of("app.example.com"));
    gateway.documents().forEach((path, reply) -> all.put(path, reply.bodyText()));
    custom.documents().forEach((path, reply) -> all.put(path, reply.bodyText()));
    all.put("gateway", gateway.servedCertificate().chainPem());
    all.put("collateral", custom.trust().collateralJson());
    return all;
  }

  private static byte[] document(DomainSite site, String path) {
    return site.documents().get(path).body();
  }

  private static JsonNode json(DomainSite site, String path) throws IOException {
    return JSON.readTree(document(site, path));
  }
}
