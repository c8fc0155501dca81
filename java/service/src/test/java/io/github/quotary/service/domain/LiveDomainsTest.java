package io.github.quotary.service.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.service.exchange.Route;
import io.github.quotary.service.fixture.Rig;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.GatewayPlan;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A domain's report over HTTP, of a whole domain on loopback. */
class LiveDomainsTest {
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(7);
  private static final Path SCHEMA =
      Path.of("../cli/src/main/resources/io/github/quotary/cli/domain-report.schema.json");

  @TempDir private Path folder;

  private LiveDomains domains(DomainSite site, DomainNetwork network, CollateralSource collateral)
      throws IOException {
    for (Map.Entry<String, String> file : site.trust().policyFiles().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    DomainPolicy policy =
        DomainPolicy.fromJson(
            site.trust().policyJson(Set.of(), Set.of()).getBytes(UTF_8), folder::resolve);
    return new LiveDomains(
        () -> policy,
        TrustAnchor.of(site.trust().tdxRootPem().getBytes(UTF_8)),
        collateral,
        "the laboratory",
        Clock.fixed(site.at(), ZoneOffset.UTC),
        "quotary test",
        network);
  }

  private static CollateralSource collateral(DomainSite site) {
    return CollateralSource.of(Collateral.fromJson(site.trust().collateralJson().getBytes(UTF_8)));
  }

  private JsonNode report(DomainSite site, CollateralSource collateral, String query)
      throws IOException, InterruptedException {
    try (LaboratoryNetwork network = new LaboratoryNetwork(site)) {
      DomainApi api = new DomainApi(List.of(site.host()), 1, domains(site, network, collateral));
      Route route = Route.of("GET", DomainApi.PATH + site.host() + "*", api);
      try (Rig rig = Rig.with(engine -> List.of(route))) {
        HttpResponse<byte[]> answer = rig.get(DomainApi.PATH + site.host() + query);
        assertEquals(200, answer.statusCode(), () -> new String(answer.body(), UTF_8));
        assertEquals("no-store", answer.headers().firstValue("cache-control").orElseThrow());
        JsonNode report = Rig.json(answer);
        assertEquals(
            Set.of(),
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(new JsonMapper().readTree(SCHEMA.toFile()))
                .validate(report));
        return report;
      }
    }
  }

  @Test
  void anHonestDomainPasses() throws IOException, InterruptedException {
    DomainSite site = LABORATORY.custom(CustomPlan.of("app.example.com"));
    JsonNode report = report(site, collateral(site), "");
    assertEquals("PASS", report.path("verdict").asText(), report::toPrettyString);
  }

  @Test
  void anHonestGatewayPasses() throws IOException, InterruptedException {
    DomainSite site = LABORATORY.gateway(GatewayPlan.of("dstack.example.com"));
    JsonNode report = report(site, collateral(site), "?kind=gateway");
    assertEquals("PASS", report.path("verdict").asText(), report::toPrettyString);
  }

  /** Its base leaves no room for the gateway's own label. */
  @Test
  void aGatewayThatCanHaveNoNameIsTheCallersMistake() throws IOException, InterruptedException {
    String label = "a".repeat(62) + ".";
    String host = label.repeat(3) + "b".repeat(49) + ".example";
    DomainApi api =
        new DomainApi(
            List.of(host),
            1,
            (kind, name) -> {
              throw new AssertionError("nothing is looked up");
            });
    Route route = Route.of("GET", DomainApi.PATH + host + "*", api);
    try (Rig rig = Rig.with(engine -> List.of(route))) {
      HttpResponse<byte[]> answer = rig.get(DomainApi.PATH + host + "?kind=gateway");
      assertEquals(400, answer.statusCode());
      String detail = Rig.json(answer).path("detail").asText();
      assertTrue(detail.contains("is too long for a DNS name"), detail);
    }
  }

  @Test
  void withoutCollateralNothingPasses() throws IOException, InterruptedException {
    DomainSite site = LABORATORY.custom(CustomPlan.of("app.example.com"));
    JsonNode report = report(site, key -> new Lookup.Unavailable("down", true), "");
    assertEquals("INCOMPLETE", report.path("verdict").asText(), report::toPrettyString);
  }

  @Test
  void aDomainWithoutEvidenceDoesNotPass() throws IOException, InterruptedException {
    DomainSite site =
        LABORATORY.custom(CustomPlan.of("app.example.com")).without("/evidences/quote.json");
    JsonNode report = report(site, collateral(site), "");
    assertTrue(
        Set.of("FAIL", "INCOMPLETE").contains(report.path("verdict").asText()),
        report::toPrettyString);
  }
}
