package io.github.quotary.ingress.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.guest.QuoteDetection;
import io.github.quotary.guest.agent.AgentProtocol;
import io.github.quotary.guest.agent.GuestAgent;
import io.github.quotary.ingress.check.Authority.Reply;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.ConfigurationReader;
import io.github.quotary.ingress.config.ConfigurationResult;
import io.github.quotary.ingress.dns.Ownership;
import io.github.quotary.ingress.plan.Fact;
import io.github.quotary.ingress.plan.PlanInputs;
import io.github.quotary.ingress.plan.Planner;
import io.github.quotary.ingress.plan.Readiness;
import io.github.quotary.ingress.state.StateFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrerequisitesTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir private Path temp;
  private final Map<String, String> settings = new HashMap<>();
  private Reply reply = new Reply.Reached(Optional.of(NOW));
  private Fact<String> id = new Fact.Known<>("instance1");

  @BeforeEach
  void settings() {
    settings.put("DOMAIN", "app.example.com");
    settings.put("TARGET_ENDPOINT", "app:80");
    settings.put("GATEWAY_DOMAIN", "gw.example.net");
    settings.put("CHALLENGE_TYPE", "tls-alpn-01");
    settings.put("LISTEN_ADDRESS", "127.0.0.1");
    settings.put("STATE_DIR", temp.resolve("state").toString());
  }

  private List<Prerequisite> all() {
    Configuration configuration =
        ((ConfigurationResult.Valid) ConfigurationReader.fromEnvironment(settings)).configuration();
    QuoteDetection quotes =
        QuoteDetection.among(
            List.of(GuestAgent.at(AgentProtocol.DSTACK, temp.resolve("no-agent.sock"))));
    PlanInputs inputs =
        new PlanInputs(
            "https://ca.example/directory",
            new Fact.Known<>(Optional.empty()),
            id,
            new Fact.Known<>(Ownership.none()),
            Map.of(),
            Optional.empty(),
            List.of(),
            Optional.of("nobody is asked"));
    return Prerequisites.of(
        configuration, quotes, Planner.plan(configuration, inputs), Optional.empty(), reply, NOW);
  }

  private Prerequisite one(String what) {
    List<Prerequisite> all = all();
    return all.stream()
        .filter(prerequisite -> prerequisite.what().startsWith(what))
        .findFirst()
        .orElseThrow(() -> new AssertionError(all.toString()));
  }

  @Test
  void anAgentThatIsNotThereFailsAndSaysWhatToDo() {
    Prerequisite agent = one("source of quotes");

    assertEquals(Readiness.FAILS, agent.readiness());
    assertTrue(agent.found().contains("no-agent.sock"), agent::found);
    assertTrue(agent.todo().contains("mount"), agent::todo);
    assertEquals(Readiness.FAILS, Prerequisites.readiness(all()));
  }

  @Test
  void anUnknownIdFails() {
    assertEquals(Readiness.READY, one("id for").readiness());

    id = new Fact.Unknown<>("no agent");

    assertEquals(Readiness.FAILS, one("id for").readiness());
  }

  @ParameterizedTest
  @CsvSource({"0,READY", "299,READY", "-299,READY", "301,FAILS", "-86400,FAILS"})
  void theClockIsComparedWithTheAuthoritys(long seconds, Readiness expected) {
    reply = new Reply.Reached(Optional.of(NOW.plus(Duration.ofSeconds(seconds))));

    assertEquals(expected, one("clock").readiness());
  }

  @Test
  void anAuthorityThatDoesNotAnswerLeavesItAndTheClockUnknown() {
    reply = new Reply.Unreachable("no route");

    assertEquals(Readiness.UNKNOWN, one("certification authority").readiness());
    assertEquals(Readiness.UNKNOWN, one("clock").readiness());

    reply = new Reply.NotAcme("status 404");

    assertEquals(Readiness.FAILS, one("certification authority").readiness());
  }

  @Test
  void aStateDirectoryThatOthersMayEnterFails() throws IOException {
    assertEquals(Readiness.READY, one("state directory").readiness());

    Path state = Files.createDirectory(temp.resolve("state"));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertEquals(Readiness.FAILS, one("state directory").readiness());
    assertEquals("chmod 700 " + state, one("state directory").todo());

    Files.delete(state);
    Files.createFile(state);

    assertEquals(Readiness.FAILS, one("state directory").readiness());
  }

  @Test
  void aPortThatIsTakenFails() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      settings.put("PORT", String.valueOf(taken.getLocalPort()));
      assertEquals(Readiness.FAILS, one("port " + taken.getLocalPort()).readiness());
    }
    assertEquals(Readiness.READY, one("port " + settings.get("PORT")).readiness());

    // The form of an address, and yet none.
    settings.put("LISTEN_ADDRESS", "1:2");
    assertEquals(Readiness.FAILS, one("port " + settings.get("PORT")).readiness());
  }

  @Test
  void besideAnIngressAtWorkATakenPortIsAsItShouldBe() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        StateFolder atWork = StateFolder.open(Path.of(settings.get("STATE_DIR")))) {
      settings.put("PORT", String.valueOf(taken.getLocalPort()));
      Prerequisite port = one("port " + taken.getLocalPort());
      assertEquals(Readiness.READY, port.readiness(), atWork.path().toString());
      assertTrue(port.found().contains("an ingress is at work"), port.found());
    }
  }

  @Test
  void bothFormsNameWhatIsMissing() {
    assertTrue(CheckReport.text(all()).startsWith("FAILS"));
    assertTrue(CheckReport.text(all()).contains("to do: mount the guest agent's socket"));
    assertTrue(CheckReport.json(all()).contains("\"readiness\" : \"fails\""));
  }
}
