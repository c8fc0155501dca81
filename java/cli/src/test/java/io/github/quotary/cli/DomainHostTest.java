package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.LaboratoryServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Domains as people write them. */
class DomainHostTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private CommandRun run(String host) {
    return CommandRun.of(
        "domain", "custom", host, "--evidence", folder.toString(), "--format", "json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.example.com",
        "https://app.example.com",
        "https://app.example.com/",
        "HTTPS://App.Example.com//",
        "app.example.com/",
        "APP.example.COM.",
        "app.example.com:443",
        "https://app.example.com:8443/"
      })
  void anAddressOfTheFrontPageIsTheDomain(String host) throws IOException {
    CommandRun run = run(host);
    assertEquals(ExitCode.UNDECIDED, run.code(), run.err());
    assertEquals("", run.err());
    assertEquals("app.example.com", JSON.readTree(run.out()).path("target").path("host").asText());
  }

  @Test
  void aNameInAnotherScriptIsToldInALabels() throws IOException {
    CommandRun run = run("https://B\u00fccher.example/");
    assertEquals("quotary: b\u00fccher.example is xn--bcher-kva.example in the DNS\n", run.err());
    JsonNode target = JSON.readTree(run.out()).path("target");
    assertEquals("xn--bcher-kva.example", target.path("host").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://app.example.com/login|has a path; one key serves all paths of a domain, so write app.example.com",
        "app.example.com/a/b|has a path",
        "app.example.com?x=1|has a path",
        "http://app.example.com|is not an https address",
        "https://user@app.example.com|is not a valid host name",
        "app.example.com:99999|has no valid port",
        "app.example.com:0|has no valid port",
        "app.example.com:x|is not a valid host name",
        "https://|is not a valid host name",
        "[::1]:443|is not a valid host name"
      })
  void whatIsNoDomainSaysWhatToWrite(String host, String message) {
    CommandRun run = run(host);
    assertEquals(ExitCode.USAGE, run.code(), run.out());
    assertTrue(run.err().contains(message), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void localhostNeedsToBeSomewhere() {
    CommandRun run = CommandRun.of("domain", "custom", "localhost");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("localhost needs --connect-to ADDRESS:PORT"), run.err());
  }

  @Test
  void localhostIsVerifiedLikeAnyName() throws IOException {
    DomainSite site = DomainLaboratory.seeded(21).custom(CustomPlan.of("localhost"));
    site.writeTo(folder);
    try (LaboratoryServer server = site.serve()) {
      CommandRun run =
          CommandRun.of(
              "domain",
              "custom",
              "https://localhost/",
              "--connect-to",
              "localhost:" + server.address().getPort(),
              "--dns",
              file("zone.txt"),
              "--ct",
              file("crtsh.json"),
              "--collateral",
              file("collateral.json"),
              "--trust-anchor",
              file("tdx-root.pem"),
              "--web-roots",
              file("web-root.pem"),
              "--policy",
              file("policy.json"),
              "--at",
              site.at().toString());
      assertEquals(ExitCode.OK, run.code(), run.out() + run.err());
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
