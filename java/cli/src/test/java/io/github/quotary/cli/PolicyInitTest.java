package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** Policies drafted from what a domain shows. */
class PolicyInitTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA = Schema.named("domain-policy.schema.json");
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(21);

  @TempDir Path folder;

  private static DomainSite site(DomainKind kind) {
    return kind == DomainKind.GATEWAY
        ? LABORATORY.gateway(GatewayPlan.of("apps.example.net"))
        : LABORATORY.custom(CustomPlan.of("*.example.com"));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** A capture of the whole site, with all witnesses. */
  private Path capture(DomainSite site) throws IOException {
    site.writeTo(folder);
    Path zip = folder.resolve("capture.zip");
    try (LaboratoryServer server = site.serve()) {
      List<String> args = new ArrayList<>(List.of("domain", word(site), site.host()));
      args.addAll(List.of("--connect-to", "127.0.0.1:" + server.address().getPort()));
      args.addAll(List.of("--dns", file("zone.txt"), "--ct", file("certspotter.json")));
      args.addAll(List.of("--collateral", file("collateral.json"), "--capture", zip.toString()));
      args.addAll(roots(site));
      CommandRun.of(args.toArray(String[]::new));
    }
    return zip;
  }

  private List<String> roots(DomainSite site) {
    return List.of(
        "--trust-anchor",
        file("tdx-root.pem"),
        "--web-roots",
        file("web-root.pem"),
        "--at",
        site.at().toString());
  }

  private static String word(DomainSite site) {
    return site.kind().name().toLowerCase(Locale.ROOT);
  }

  private CommandRun replay(DomainSite site, Path zip, String... command) {
    List<String> args = new ArrayList<>(List.of("domain"));
    args.addAll(List.of(command));
    args.addAll(List.of("--replay-capture", zip.toString()));
    args.addAll(roots(site));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private static String status(CommandRun run, String id) throws IOException {
    for (JsonNode check : JSON.readTree(run.out()).path("checks")) {
      if (check.path("id").asText().equals(id)) {
        return check.path("status").asText();
      }
    }
    throw new AssertionError("no check " + id);
  }

  @ParameterizedTest
  @EnumSource
  void thePolicyAcceptsTheSameEvidenceAndNothingElse(DomainKind kind) throws IOException {
    DomainSite site = site(kind);
    Path zip = capture(site);
    Path policy = folder.resolve("drafted.json");
    CommandRun init = replay(site, zip, "policy", "init", site.host(), "--out", policy.toString());
    assertEquals(ExitCode.OK, init.code(), init.err());
    assertEquals("", init.out());
    assertEquals(List.of(), SCHEMA.objections(Files.readString(policy)));
    assertTrue(init.err().contains("trust on first use until you compare it"), init.err());
    assertTrue(
        init.err().contains("under this policy the same evidence gives: TEST ROOT, PASS"),
        init.err());

    String[] verify = {word(site), site.host(), "--policy", policy.toString(), "--format", "json"};
    CommandRun same = replay(site, zip, verify);
    assertEquals(ExitCode.OK, same.code(), same.out());
    assertEquals("PASS", JSON.readTree(same.out()).path("verdict").asText());

    ObjectNode values = (ObjectNode) JSON.readTree(policy.toFile());
    String mrTd = values.at("/osImages/0/mrTd").asText();
    Files.writeString(policy, values.toString().replace(mrTd, "00" + mrTd.substring(2)));
    CommandRun changed = replay(site, zip, verify);
    assertEquals(ExitCode.REJECTED, changed.code(), changed.out());
    assertEquals("FAIL", status(changed, "OS-1"));
  }

  @ParameterizedTest
  @EnumSource
  void everyValueHasItsOriginAndWhatToCompareItWith(DomainKind kind) throws IOException {
    DomainSite site = site(kind);
    CommandRun init = replay(site, capture(site), "policy", "init", site.host());
    assertEquals(ExitCode.OK, init.code(), init.err());
    JsonNode policy = JSON.readTree(init.out());
    assertTrue(policy.path("description").asText().contains("Trust on first use"));
    int values = 0;
    for (String member :
        List.of("composeHashes", "appIds", "osImages", "keyProviders", "acmeAccounts")) {
      assertFalse(policy.path(member).isEmpty(), member);
      for (int i = 0; i < policy.path(member).size(); i++) {
        String origin = policy.path("origins").path("/" + member + "/" + i).asText();
        assertTrue(origin.contains("; compare "), member + ": " + origin);
        values++;
      }
    }
    assertEquals(values, policy.path("origins").size());
  }

  @Test
  void filesAreAnInputAsWell() throws IOException {
    DomainSite site = site(DomainKind.CUSTOM);
    site.writeTo(folder);
    List<String> args =
        new ArrayList<>(List.of("domain", "policy", "init", "https://" + site.host() + "/"));
    args.addAll(List.of("--evidence", file("evidences"), "--served-cert", file("served.pem")));
    args.addAll(List.of("--collateral", file("collateral.json")));
    args.addAll(roots(site));
    CommandRun init = CommandRun.of(args.toArray(String[]::new));
    assertEquals(ExitCode.OK, init.code(), init.err());
    assertTrue(init.err().contains("CAA-1: the DNS was not queried"), init.err());
    assertFalse(JSON.readTree(init.out()).path("composeHashes").isEmpty());
  }

  @Test
  void aFileIsNotOverwrittenUnlessForced() throws IOException {
    DomainSite site = site(DomainKind.GATEWAY);
    Path zip = capture(site);
    Path policy = Files.writeString(folder.resolve("mine.json"), "mine");
    String[] init = {"policy", "init", site.host(), "--out", policy.toString()};
    CommandRun refused = replay(site, zip, init);
    assertEquals(ExitCode.USAGE, refused.code());
    assertTrue(refused.err().contains("exists; --force overwrites it"), refused.err());
    assertEquals("mine", Files.readString(policy));
    CommandRun forced =
        replay(site, zip, "policy", "init", site.host(), "--out", policy.toString(), "--force");
    assertEquals(ExitCode.OK, forced.code(), forced.err());
    assertTrue(Files.readString(policy).startsWith("{"));
  }

  @ParameterizedTest
  @CsvSource({
    "gateway-served-key-not-listed, RD-G1",
    "custom-debug-td, Q-2",
    "custom-caa-truncated, CAA-1"
  })
  void noPolicyComesFromEvidenceThatFails(String attack, String check) throws IOException {
    DomainSite site = DomainAttack.named(attack).orElseThrow().site(LABORATORY);
    Path zip = capture(site);
    Path policy = folder.resolve("drafted.json");
    CommandRun init = replay(site, zip, "policy", "init", site.host(), "--out", policy.toString());
    assertEquals(ExitCode.REJECTED, init.code(), init.err());
    assertTrue(
        init.err().contains("quotary: no policy is written: " + check + " failed ("), init.err());
    assertFalse(Files.exists(policy));
  }

  @Test
  void noPolicyComesFromQuotesThatWereNotVerified() throws IOException {
    DomainSite site = site(DomainKind.CUSTOM);
    site.writeTo(folder);
    CommandRun init =
        CommandRun.of(
            "domain",
            "policy",
            "init",
            site.host(),
            "--evidence",
            file("evidences"),
            "--served-cert",
            file("served.pem"),
            "--web-roots",
            file("web-root.pem"),
            "--at",
            site.at().toString());
    assertEquals(ExitCode.UNDECIDED, init.code(), init.err());
    assertEquals("", init.out());
    assertTrue(init.err().contains("Q-1 is undecided ("), init.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy|Specify what to do: domain policy init HOST",
        "policy init|HOST",
        "policy init a.example.com --policy x|does not take --policy",
        "policy init a.example.com --html x|writes no report",
        "policy init a.example.com --evidence . --kind app|--kind must be gateway or custom, not app",
        "policy init a.b.c.example --kind gateway --base-domain c.example|not one label below"
      })
  void usageErrors(String arguments, String message) {
    List<String> args = new ArrayList<>(List.of("domain"));
    args.addAll(List.of(arguments.split(" ")));
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertEquals(ExitCode.USAGE, run.code(), run.err() + run.out());
    assertTrue(run.err().contains(message), run.err());
  }
}
