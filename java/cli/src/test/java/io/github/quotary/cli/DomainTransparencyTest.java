package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.GatewayPlan;
import io.github.quotary.simulator.domain.server.CtSearchFault;
import io.github.quotary.simulator.domain.server.CtSearchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where Certificate Transparency is looked up, and what the report says of it. */
class DomainTransparencyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA = Schema.named("domain-report.schema.json");
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(21);

  @TempDir Path folder;

  private static DomainSite site(DomainKind kind) {
    return kind == DomainKind.GATEWAY
        ? LABORATORY.gateway(GatewayPlan.of("apps.example.net"))
        : LABORATORY.custom(CustomPlan.of("*.example.com"));
  }

  private CommandRun run(DomainSite site, String... options) throws IOException {
    site.writeTo(folder);
    List<String> args = new ArrayList<>();
    args.addAll(List.of("domain", site.kind().name().toLowerCase(Locale.ROOT), site.host()));
    args.addAll(List.of("--evidence", file(isGateway(site) ? "dstack" : "evidences")));
    args.addAll(List.of("--served-cert", file("served.pem")));
    args.addAll(List.of("--collateral", file("collateral.json")));
    args.addAll(List.of("--trust-anchor", file("tdx-root.pem")));
    args.addAll(List.of("--policy", file("policy.json"), "--at", site.at().toString()));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private static boolean isGateway(DomainSite site) {
    return site.kind() == DomainKind.GATEWAY;
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private JsonNode report(DomainSite site, String... options) throws IOException {
    List<String> args = new ArrayList<>(List.of(options));
    args.addAll(List.of("--format", "json"));
    CommandRun run = run(site, args.toArray(String[]::new));
    assertEquals("", run.err());
    assertEquals(List.of(), SCHEMA.objections(run.out()));
    return JSON.readTree(run.out());
  }

  private static JsonNode check(JsonNode report, String id) {
    for (JsonNode check : report.path("checks")) {
      if (check.path("id").asText().equals(id)) {
        return check;
      }
    }
    throw new AssertionError("no check " + id);
  }

  private static String status(JsonNode report, String id) {
    return check(report, id).path("status").asText();
  }

  @Test
  void whatWasNotAskedSaysSo() throws IOException {
    JsonNode report = report(site(DomainKind.CUSTOM), "--ct", "none");
    assertEquals("NOT_ASKED", report.path("ct").path("outcome").asText());
    assertFalse(report.path("ct").path("looked_at").asBoolean(true));
  }

  @Test
  void anOutageIsToldWithItsStatusItsTriesAndItsAddress() throws IOException {
    DomainSite site = site(DomainKind.CUSTOM);
    DomainSite down = site.withCt(ct -> ct.withFault(CtSearchFault.UNAVAILABLE));
    try (CtSearchServer server = down.serveCt()) {
      String[] options = {"--ct", server.address().toString(), "--html", file("page.html")};
      JsonNode report = report(site, options);
      assertEquals("UNAVAILABLE", report.path("ct").path("outcome").asText());
      JsonNode failure = report.path("ct").path("failures").get(0);
      assertEquals(503, failure.path("status").asInt());
      assertEquals(1, failure.path("tries").asInt());
      assertTrue(failure.path("address").asText().startsWith(server.address().toString()));
      assertTrue(failure.path("why").asText().startsWith("HTTP status 503"), failure.toString());
      String text = run(site, options).out();
      String page = Files.readString(folder.resolve("page.html"));
      for (String output : List.of(report.toString(), text, page)) {
        assertTrue(output.contains("unavailable"), output);
        assertTrue(output.contains("HTTP status 503"), output);
        assertFalse(output.contains("Transparency was not"), output);
        assertFalse(output.contains("not asked"), output);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSecondSourceIsAskedWhenTheFirstIsUnavailable(DomainKind kind) throws IOException {
    DomainSite site = site(kind);
    DomainSite down = site.withCt(ct -> ct.withFault(CtSearchFault.UNAVAILABLE));
    try (CtSearchServer first = down.serveCt();
        CtSearchServer second = site.serveCt()) {
      JsonNode report =
          report(
              site,
              "--ct",
              first.address().toString(),
              "--ct",
              second.issuancesAddress().toString());
      assertEquals("PASS", status(report, "CT-1"), report.toString());
      assertEquals("PASS", status(report, "CT-2"), report.toString());
      JsonNode ct = report.path("ct");
      assertEquals("COMPLETE", ct.path("outcome").asText());
      assertEquals(
          JSON.createArrayNode().add(second.issuancesAddress().toString()), ct.path("sources"));
      assertEquals(503, ct.path("failures").get(0).path("status").asInt());
    }
  }

  @Test
  void aPageInsteadOfAnAnswerMakesTheSecondSourceAsked() throws IOException {
    DomainSite site = site(DomainKind.CUSTOM);
    DomainSite busy = site.withCt(ct -> ct.withFault(CtSearchFault.ERROR_PAGE));
    try (CtSearchServer first = busy.serveCt()) {
      JsonNode report =
          report(site, "--ct", first.address().toString(), "--ct", file("crtsh.json"));
      assertEquals("COMPLETE", report.path("ct").path("outcome").asText());
      assertEquals("the file crtsh.json", report.path("ct").path("sources").get(0).asText());
      assertEquals(
          "the answer is HTML, not JSON",
          report.path("ct").path("failures").get(0).path("why").asText());
      JsonNode alone = report(site, "--ct", first.address().toString());
      assertEquals("INCOMPLETE", alone.path("ct").path("outcome").asText());
      assertTrue(
          check(alone, "CT-2").path("summary").asText().contains("is HTML, not JSON"),
          alone.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerOfCertSpotterInAFileIsKnownByItsShape(DomainKind kind) throws IOException {
    DomainSite site = site(kind);
    JsonNode report = report(site, "--ct", placeOf(site, "certspotter.json"));
    assertEquals("PASS", status(report, "CT-1"), report.toString());
    assertEquals("PASS", status(report, "CT-2"), report.toString());
    assertEquals(
        "ATTESTED",
        report.path("ct").path("certificates").get(0).path("key").asText(),
        "the certificates are in the answer");
  }

  private String placeOf(DomainSite site, String name) throws IOException {
    site.writeTo(folder);
    return file(name);
  }

  @Test
  void onePageOfCertSpotterIsNotAllThereIs() throws IOException {
    DomainSite site = site(DomainKind.CUSTOM);
    String pages = Files.readString(Path.of(placeOf(site, "certspotter.json")));
    Path page = folder.resolve("page.json");
    Files.writeString(page, pages.lines().findFirst().orElseThrow());
    JsonNode report = report(site, "--ct", page.toString());
    assertEquals("INCOMPLETE", report.path("ct").path("outcome").asText());
    assertTrue(check(report, "CT-2").path("summary").asText().contains("after=1, until it is []"));
  }

  @Test
  void anUnattestedKeyThatCertSpotterShowsFails() throws IOException {
    DomainSite site = site(DomainKind.CUSTOM);
    DomainSite stranger = DomainLaboratory.seeded(22).custom(CustomPlan.of(site.host()));
    DomainSite seen = site.withCt(ct -> ct.with(stranger.servedCertificate()));
    JsonNode report = report(seen, "--ct", placeOf(seen, "certspotter.json"));
    assertEquals("FAIL", status(report, "CT-1"), report.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--ct none --ct crtsh|--ct none cannot be combined with another --ct",
        "--ct crt.sh|No such file: crt.sh; --ct takes crtsh, certspotter",
        "--ct http://[|--ct http://[",
        "--dns 1:2|Unknown DNS server: 1:2",
        "--dns DIR/token|token: ",
        "--ct crtsh --offline|--offline needs the answers for --dns and --ct in files",
        "--ct certspotter --offline|--offline needs the answers for --dns and --ct in files",
        "--ct http://ct.example.com/v1/issuances --ct-token-file DIR/token|only sent over https",
        "--ct certspotter --ct-token-file DIR/token2|is not a token"
      })
  void usageErrors(String options, String message) throws IOException {
    Files.writeString(folder.resolve("token"), "secret\n");
    Files.writeString(folder.resolve("token2"), "sec ret\n");
    CommandRun run =
        run(site(DomainKind.CUSTOM), options.replace("DIR", folder.toString()).split(" "));
    assertEquals(ExitCode.USAGE, run.code(), run.err() + run.out());
    assertTrue(run.err().contains(message), run.err());
  }
}
