package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.GatewayPlan;
import io.github.quotary.simulator.domain.LaboratoryServer;
import io.github.quotary.simulator.domain.attack.DomainAttack;
import io.github.quotary.simulator.domain.server.CtSearchServer;
import io.github.quotary.simulator.domain.server.NameServer;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.spec.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.provider.ValueSource;

class DomainCommandTest {
  private static final long SEED = 21;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA = Schema.named("domain-report.schema.json");
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(SEED);

  @TempDir Path folder;

  private static DomainSite site(DomainKind kind) {
    return kind == DomainKind.GATEWAY
        ? LABORATORY.gateway(GatewayPlan.of("apps.example.net"))
        : LABORATORY.custom(CustomPlan.of("*.example.com"));
  }

  private CommandRun run(DomainSite site, String... options) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("domain", site.kind().name().toLowerCase(Locale.ROOT), site.host()));
    args.addAll(List.of("--trust-anchor", file("tdx-root.pem")));
    args.addAll(List.of("--web-roots", file("web-root.pem")));
    args.addAll(List.of("--policy", file("policy.json"), "--at", site.at().toString()));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private CommandRun runLive(DomainSite site, String... options) {
    try (LaboratoryServer server = site.serve();
        NameServer dns = site.serveDns();
        CtSearchServer ct = site.serveCt()) {
      List<String> args = new ArrayList<>(List.of(options));
      args.add("--connect-to");
      args.add("127.0.0.1:" + server.address().getPort());
      args.add("--dns");
      args.add("127.0.0.1#" + dns.address().getPort());
      args.addAll(List.of("--ct", ct.address().toString()));
      args.addAll(List.of("--collateral", file("collateral.json")));
      return run(site, args.toArray(String[]::new));
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertEquals("", run.err());
    assertEquals(List.of(), SCHEMA.objections(run.out()));
    return JSON.readTree(run.out());
  }

  private static String status(JsonNode report, String id) {
    for (JsonNode check : report.path("checks")) {
      if (check.path("id").asText().equals(id)) {
        return check.path("status").asText();
      }
    }
    throw new AssertionError("no check " + id);
  }

  @ParameterizedTest
  @EnumSource
  void oneCommandOverTlsAndAgainFromTheBundle(DomainKind kind) throws IOException {
    DomainSite site = site(kind);
    site.writeTo(folder);
    CommandRun live = runLive(site, "--capture", file("b.zip"), "--format", "json");
    assertEquals("PASS", json(live).path("verdict").asText(), live.out());
    assertEquals(ExitCode.OK, live.code());

    CommandRun again = run(site, "--replay-capture", file("b.zip"), "--format", "json");
    assertEquals(ExitCode.OK, again.code());
    assertEquals("live", json(live).path("evidenceSource").asText());
    assertEquals("capture", json(again).path("evidenceSource").asText());
    assertEquals("the capture", json(again).path("collateralSource").asText());
    assertEquals(withoutSources(live), withoutSources(again), "the same, offline");
    CommandRun text = run(site, "--bundle", file("b.zip"));
    assertTrue(
        text.out().startsWith("TEST ROOT, PASS: the key of this connection was attested"),
        text.out());
    assertFalse(text.out().contains("waived"), text.out());
    assertTrue(text.out().contains("from a capture that nobody signs"), text.out());
  }

  private static JsonNode withoutSources(CommandRun run) throws IOException {
    return ((ObjectNode) json(run)).without(List.of("evidenceSource", "collateralSource"));
  }

  /** What a simulator made cannot be taken for Intel's in any output. */
  @ParameterizedTest
  @EnumSource
  void noOutputUnderATestRootNamesIntel(DomainKind kind) throws IOException {
    DomainSite site = site(kind);
    site.writeTo(folder);
    CommandRun json =
        runLive(site, "--capture", file("c.zip"), "--html", file("page.html"), "--format", "json");
    JsonNode report = json(json);
    assertFalse(report.path("trustAnchor").path("intel").asBoolean(true));
    assertEquals("given", report.path("webRoots").path("source").asText());
    assertTrue(report.path("headline").asText().startsWith("TEST ROOT, PASS: "));
    assertEquals("--at", report.path("verifiedAtSource").asText());
    assertEquals(site.at().toString(), report.path("verifiedAt").asText());
    assertEquals("the file of --collateral", report.path("collateralSource").asText());
    assertEquals("[]", report.path("notChecked").toString());
    String text = run(site, "--replay-capture", file("c.zip"), "--full").out();
    String root = report.path("trustAnchor").path("sha256").asText();
    assertTrue(
        text.contains("the quote verifies up to the test root " + root.substring(0, 8)), text);
    assertTrue(text.contains("the chain leads to the given web roots "), text);
    String page = Files.readString(folder.resolve("page.html"));
    assertTrue(page.contains("<title>TEST ROOT, Passed: " + site.host()), page);
    assertTrue(page.contains("class=\"banner\""), page);
    assertTrue(page.contains("--replay-capture " + file("c.zip")), page);
    for (String output : List.of(json.out(), text, page)) {
      assertFalse(output.contains("Intel"), output);
    }
  }

  /** The site's policy without whose workload it is, and with these members. */
  private void writePolicyOfNobody(DomainSite site, String identity) throws IOException {
    ObjectNode policy = (ObjectNode) JSON.readTree(Files.readString(folder.resolve("policy.json")));
    policy.remove(List.of("composeHashes", "composeFiles", "appIds", "acmeAccounts"));
    if (!identity.isEmpty()) {
      policy.put("identity", identity);
    }
    Files.writeString(folder.resolve("policy.json"), policy.toString());
  }

  @ParameterizedTest
  @EnumSource
  void nobodysWorkloadIsGenuineAndNotTrusted(DomainKind kind) throws IOException {
    DomainSite site = site(kind);
    site.writeTo(folder);
    writePolicyOfNobody(site, "");
    CommandRun run = runLive(site, "--format", "json", "--html", file("page.html"));
    JsonNode report = json(run);
    assertEquals(ExitCode.NOT_TRUSTED, run.code(), run.out());
    assertEquals("GENUINE", report.path("verdict").asText());
    assertFalse(report.path("trusted").asBoolean(true));
    assertEquals("[\"identity\"]", report.path("notChecked").toString());
    String headline = report.path("headline").asText();
    assertTrue(headline.startsWith("TEST ROOT, GENUINE: "), headline);
    assertTrue(headline.endsWith("; say whose workload you expect"), headline);
    assertEquals("INCOMPLETE", status(report, "ID-1"));
    String page = Files.readString(folder.resolve("page.html"));
    assertTrue(page.contains("was attested by a TD of compose hash "), page);
    assertTrue(page.contains("; say whose workload you expect</h1>"), page);
  }

  @Test
  void aPolicyMayWaiveWhoseWorkloadItIs() throws IOException {
    DomainSite site = site(DomainKind.CUSTOM);
    site.writeTo(folder);
    writePolicyOfNobody(site, "waived");
    CommandRun run = runLive(site, "--format", "json");
    JsonNode report = json(run);
    assertEquals(ExitCode.OK, run.code(), run.out());
    assertEquals("GENUINE", report.path("verdict").asText());
    assertTrue(report.path("trusted").asBoolean(false));
    assertEquals("[\"identity\"]", report.path("notChecked").toString());
    String headline = report.path("headline").asText();
    assertTrue(headline.endsWith("; whose workload it is was not checked"), headline);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway-served-key-not-listed",
        "custom-account-changed",
        "custom-two-accounts",
        "custom-caa-truncated",
        "gateway-caa-of-a-name-below",
        "custom-ct-unattested-wildcard",
        "gateway-ct-from-before-the-lock"
      })
  void anAttackFailsWithItsCheck(String name) throws IOException {
    DomainAttack attack = DomainAttack.named(name).orElseThrow();
    DomainSite site = attack.site(LABORATORY);
    site.writeTo(folder);
    CommandRun run = runLive(site, "--format", "json");
    assertEquals(attack.status(), status(json(run), attack.check()));
    assertEquals(ExitCode.REJECTED, run.code());
  }

  @ParameterizedTest
  @EnumSource
  void filesOnDiskAreVerifiedAsFarAsPossible(DomainKind kind) throws IOException {
    DomainSite site = site(kind);
    site.writeTo(folder);
    String evidence = file(kind == DomainKind.GATEWAY ? "dstack" : "evidences");
    CommandRun run =
        run(
            site,
            "--evidence",
            evidence,
            "--served-cert",
            file("served.pem"),
            "--collateral",
            file("collateral.json"));
    assertEquals("", run.err());
    assertEquals(ExitCode.UNDECIDED, run.code(), run.out());
    Golden.assertMatches(
        "domain/" + kind.name().toLowerCase(Locale.ROOT) + "-files.txt", run.out());
  }

  @ParameterizedTest
  @EnumSource
  void witnessesAreReadFromFilesToo(DomainKind kind) throws IOException {
    DomainSite site = site(kind);
    site.writeTo(folder);
    CommandRun run =
        run(
            site,
            "--evidence",
            file(kind == DomainKind.GATEWAY ? "dstack" : "evidences"),
            "--served-cert",
            file("served.pem"),
            "--dns",
            file("zone.txt"),
            "--ct",
            file("crtsh.json"),
            "--format",
            "json");
    JsonNode report = json(run);
    for (String id : List.of("CAA-1", "CAA-2", "CAA-3", "CT-1", "CT-2", "TLS-4")) {
      assertEquals("PASS", status(report, id), id);
    }
  }

  @ParameterizedTest
  @EnumSource
  void loggedCertificatesInFilesCountByTheirKeys(DomainKind kind) throws IOException {
    DomainSite site = site(kind);
    site.writeTo(folder);
    Path logged = Files.createDirectory(folder.resolve("logged"));
    Files.writeString(logged.resolve("served.pem"), site.servedCertificate().chainPem());
    assertEquals("INCOMPLETE", ofLogged(site, "CT-2"), "certificates alone are not all there are");

    Files.copy(folder.resolve("crtsh.json"), logged.resolve("answer.json"));
    assertEquals("PASS", ofLogged(site, "CT-1"));
    assertEquals("PASS", ofLogged(site, "CT-2"));

    DomainLaboratory another = DomainLaboratory.seeded(SEED + 1);
    DomainSite stranger =
        kind == DomainKind.GATEWAY
            ? another.gateway(GatewayPlan.of("apps.example.net"))
            : another.custom(CustomPlan.of(site.host()));
    Files.writeString(logged.resolve("stranger.crt"), stranger.servedCertificate().chainPem());
    assertEquals("FAIL", ofLogged(site, "CT-1"));
  }

  private String ofLogged(DomainSite site, String check) throws IOException {
    CommandRun run =
        run(
            site,
            "--evidence",
            file(site.kind() == DomainKind.GATEWAY ? "dstack" : "evidences"),
            "--served-cert",
            file("served.pem"),
            "--ct",
            file("logged"),
            "--format",
            "json");
    return status(json(run), check);
  }

  @ParameterizedTest
  @EnumSource
  void collateralIsFetchedForThePlatformsOfTheQuotes(DomainKind kind) throws IOException {
    DomainSite site = site(kind);
    site.writeTo(folder);
    try (FakePcs pcs = FakePcs.seeded(SEED).platform(Scenario.upToDate()).start();
        LaboratoryServer server = site.serve()) {
      CommandRun run =
          run(
              site,
              "--connect-to",
              "127.0.0.1:" + server.address().getPort(),
              "--pcs",
              pcs.base().toString(),
              "--dns",
              file("zone.txt"),
              "--ct",
              file("crtsh.json"),
              "--format",
              "json");
      assertEquals("PASS", json(run).path("verdict").asText(), run.out());
    }
  }

  @Test
  void aServiceWithoutAnswersLeavesQuotesUndecided() throws IOException {
    DomainSite site = site(DomainKind.CUSTOM);
    site.writeTo(folder);
    CommandRun run =
        run(
            site,
            "--evidence",
            file("evidences"),
            "--pcs",
            "http://127.0.0.1:1",
            "--format",
            "json");
    assertEquals("INCOMPLETE", status(JSON.readTree(run.out()), "Q-1"));
    assertTrue(run.err().startsWith("quotary: no collateral for"), run.err());
    assertEquals(ExitCode.UNDECIDED, run.code());
  }

  @Test
  void everyCheckIsExplained() throws IOException {
    DomainSite site = site(DomainKind.CUSTOM);
    site.writeTo(folder);
    String text = run(site, "--evidence", file("evidences"), "--full").out();
    assertEquals(
        text.lines().filter(line -> line.matches("[A-Z]+ +[A-Z]+-[A-Z]?[0-9] .*")).count(),
        text.lines().filter(line -> line.strip().startsWith("why it matters: ")).count());
  }

  @Test
  void withoutCollateralAndPolicyNothingIsDecided() throws IOException {
    DomainSite site = site(DomainKind.CUSTOM);
    site.writeTo(folder);
    CommandRun run =
        CommandRun.of(
            "domain", "custom", site.host(), "--evidence", file("evidences"), "--format", "json");
    JsonNode report = json(run);
    assertEquals(ExitCode.UNDECIDED, run.code());
    for (String id : List.of("Q-1", "TLS-1", "ID-1", "OS-1")) {
      assertEquals("INCOMPLETE", status(report, id), id);
    }
    assertEquals("PASS", status(report, "RD-C1"));
  }

  @Test
  void thePolicyMayFixTheTime() throws IOException {
    DomainSite site = site(DomainKind.CUSTOM);
    site.writeTo(folder);
    Path policy = folder.resolve("dated.json");
    Files.writeString(policy, "{\"at\": \"2026-06-07T08:09:10Z\"}");
    CommandRun run =
        CommandRun.of(
            "domain",
            "custom",
            site.host(),
            "--evidence",
            file("evidences"),
            "--policy",
            policy.toString(),
            "--format",
            "json");
    assertEquals("2026-06-07T08:09:10Z", json(run).path("verifiedAt").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "custom 127.0.0.1 --evidence DIR|is not a valid host name",
        "custom app.example.com --evidence DIR/none|Cannot read the folder",
        "custom app.example.com --replay-capture DIR/none.zip|No such file",
        "custom app.example.com --bundle DIR/bad.json|Cannot read",
        "custom app.example.com --bundle x --evidence DIR|not both",
        "custom app.example.com --evidence DIR --served-cert DIR/bad.json|other than a PEM certificate",
        "custom app.example.com --evidence DIR --collateral DIR/bad.json|bad.json",
        "custom app.example.com --evidence DIR --web-roots DIR/bad.json|bad.json",
        "custom app.example.com --evidence DIR --trust-anchor DIR/bad.json|bad.json",
        "custom app.example.com --evidence DIR --policy DIR/none.json|No such file",
        "custom app.example.com --evidence DIR --policy DIR/names.json|cannot be read",
        "custom app.example.com --evidence DIR --at noon|is not a valid time",
        "custom app.example.com --served-cert DIR/bad.json|needs --evidence",
        "custom app.example.com --evidence DIR --connect-to 127.0.0.1:1|--connect-to cannot be combined",
        "custom app.example.com --connect-to 127.0.0.1|is not a valid address and port",
        "custom app.example.com --connect-to 127.0.0.1:99999|is not a valid address and port",
        "gateway a.b.example.net --base-domain example.net --evidence DIR|not one label below",
        "custom|HOST",
        "gateway|HOST",
        "''|Specify what to verify"
      })
  void usageErrors(String arguments, String message) throws IOException {
    Files.writeString(folder.resolve("bad.json"), "[1");
    Files.writeString(folder.resolve("names.json"), "{\"composeFiles\": [\"none.json\"]}");
    List<String> args = new ArrayList<>(List.of("domain"));
    if (!arguments.isEmpty()) {
      args.addAll(List.of(arguments.replace("DIR", folder.toString()).split(" ")));
    }
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertEquals(ExitCode.USAGE, run.code(), run.err() + run.out());
    assertEquals("", run.out());
    assertTrue(run.err().contains(message), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void anInvalidPolicyIsRefused() throws IOException {
    Files.write(
        folder.resolve("policy.json"), "{\"composeHash\": []}".getBytes(StandardCharsets.UTF_8));
    CommandRun run =
        CommandRun.of(
            "domain",
            "custom",
            "app.example.com",
            "--evidence",
            folder.toString(),
            "--policy",
            file("policy.json"));
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().contains("/composeHash is unknown"), run.err());
  }

  @Test
  void anUnreachableServerIsUndecided() throws IOException {
    DomainSite site = site(DomainKind.CUSTOM);
    site.writeTo(folder);
    int port;
    try (LaboratoryServer server = site.serve()) {
      port = server.address().getPort();
    }
    CommandRun run =
        run(
            site,
            "--connect-to",
            "127.0.0.1:" + port,
            "--dns",
            file("zone.txt"),
            "--ct",
            "none",
            "--format",
            "json");
    JsonNode report = json(run);
    assertEquals("INCOMPLETE", report.path("verdict").asText());
    String headline = report.path("headline").asText();
    assertTrue(
        headline.startsWith("TEST ROOT, INCOMPLETE: " + site.host() + " cannot be reached"),
        headline);
    assertTrue(headline.contains("refused"), headline);
    assertEquals(ExitCode.UNDECIDED, run.code());
  }

  /** Logs have certificates whose keys nobody attested now, and the DNS has no lock to them. */
  @ParameterizedTest
  @EnumSource
  void nobodyIsAccusedBecauseAServerIsUnreachable(DomainKind kind) throws IOException {
    DomainSite site = site(kind);
    site.writeTo(folder);
    int port;
    try (LaboratoryServer server = site.serve()) {
      port = server.address().getPort();
    }
    CommandRun run =
        run(
            site,
            "--connect-to",
            "127.0.0.1:" + port,
            "--dns",
            file("zone.txt"),
            "--ct",
            file("crtsh.json"),
            "--format",
            "json");
    JsonNode report = json(run);
    assertEquals("INCOMPLETE", report.path("verdict").asText(), run.out());
    assertEquals(ExitCode.UNDECIDED, run.code());
    report.path("checks").forEach(check -> assertNotEquals("FAIL", check.path("status").asText()));
  }
}
