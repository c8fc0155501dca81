package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.GatewayPlan;
import io.github.quotary.simulator.domain.LaboratoryServer;
import io.github.quotary.simulator.domain.attack.DomainAttack;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema FILE = Schema.named("watch.schema.json");
  private static final Schema ALERT = Schema.named("watch-alert.schema.json");
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(21);
  private static final String SHARED =
      """
      "state": "state", "metrics": "metrics.prom",
      "defaults": {
        "policy": "policy.json", "trustAnchor": "tdx-root.pem", "webRoots": "web-root.pem"
      }""";

  @TempDir private Path folder;

  private DomainSite site = LABORATORY.gateway(GatewayPlan.of("apps.example.net"));

  /** The site's files, with a policy that leaves the other witnesses out. */
  private void write(DomainSite seen) throws IOException {
    seen.writeTo(folder);
    Files.writeString(
        folder.resolve("policy.json"),
        seen.trust().policyJson(DomainSite.OTHER_WITNESSES, Set.of()));
  }

  private void capture(DomainSite seen, String bundle) throws IOException {
    write(seen);
    try (LaboratoryServer server = seen.serve()) {
      CommandRun run =
          CommandRun.of(
              "domain",
              "gateway",
              seen.host(),
              "--connect-to",
              "127.0.0.1:" + server.address().getPort(),
              "--web-roots",
              path("web-root.pem"),
              "--collateral",
              path("collateral.json"),
              "--dns",
              "none",
              "--ct",
              "none",
              "--capture",
              path(bundle),
              "--at",
              seen.at().toString());
      assertEquals("", run.err());
    }
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private CommandRun watch(String names, Instant at) throws IOException {
    String file = "{" + SHARED + ", \"names\": [" + names + "]}";
    assertEquals(List.of(), FILE.objections(file));
    Files.writeString(folder.resolve("watch.json"), file);
    CommandRun run =
        CommandRun.of("domain", "watch", path("watch.json"), "--once", "--at", at.toString());
    for (String line : run.out().lines().toList()) {
      assertEquals(List.of(), ALERT.objections(line), line);
    }
    return run;
  }

  private String bundle(String name) {
    return "{\"kind\": \"gateway\", \"host\": \""
        + site.host()
        + "\", \"bundle\": \""
        + name
        + "\"}";
  }

  @Test
  void oneRoundAfterAnotherFromBundles() throws IOException {
    capture(site, "good.zip");
    StringBuilder story = new StringBuilder();
    CommandRun first = watch(bundle("good.zip"), site.at());
    tell(story, "the first round", first);
    assertEquals(ExitCode.OK, first.code(), first::toString);
    assertEquals("", first.out());

    DomainSite attacked =
        DomainAttack.named("gateway-served-key-not-listed").orElseThrow().site(LABORATORY);
    capture(attacked, "attacked.zip");
    tell(story, "an attack", watch(bundle("attacked.zip"), at(1)));
    tell(story, "the attack goes on", watch(bundle("attacked.zip"), at(2)));
    tell(story, "the file is gone", watch(bundle("missing.zip"), at(3)));
    tell(story, "it is over", watch(bundle("good.zip"), at(4)));
    Golden.assertMatches("domain/watch-once.txt", story.toString());
    Golden.assertMatches(
        "domain/watch-metrics.prom", Files.readString(folder.resolve("metrics.prom")));
  }

  @Test
  void quietTellsOnlyWhatWentWrong() throws IOException {
    capture(site, "good.zip");
    watch(bundle("good.zip"), site.at());
    String[] quiet = {"domain", "watch", path("watch.json"), "--once", "-q", "--at"};
    String[] next = Arrays.copyOf(quiet, quiet.length + 1);
    next[quiet.length] = at(1).toString();
    assertEquals("", CommandRun.of(next).err());
    Files.createDirectory(folder.resolve("metrics.prom.next"));
    next[quiet.length] = at(2).toString();
    String err = CommandRun.of(next).err();
    assertTrue(err.startsWith("quotary: cannot write the metrics: "), err);
    assertEquals(1, err.lines().count(), err);
  }

  private Instant at(int days) {
    return site.at().plus(Duration.ofHours(3L * days));
  }

  private void tell(StringBuilder story, String title, CommandRun run) {
    story.append("# ").append(title).append(": exit code ").append(run.code()).append('\n');
    story.append(run.out());
    story.append(run.err().replace(folder.toString(), "FOLDER"));
  }

  @Test
  void liveEvidenceOverTlsIsWatched() throws IOException {
    write(site);
    String name;
    try (LaboratoryServer server = site.serve()) {
      name =
          """
          {"kind": "gateway", "host": "%s", "connectTo": "127.0.0.1:%d", "dns": "none",
           "ct": "none", "collateral": "collateral.json"}"""
              .formatted(site.host(), server.address().getPort());
      CommandRun run = watch(name, site.at());
      assertEquals(ExitCode.OK, run.code(), run::toString);
    }
    CommandRun gone = watch(name, at(1));
    assertEquals(ExitCode.UNDECIDED, gone.code(), gone::toString);
    assertEquals("", gone.out());
    assertTrue(
        gone.err()
            .contains(": TEST ROOT, PASS (unavailable: " + site.host() + " cannot be reached"),
        gone.err());
  }

  /** An alert that cannot be written ends the watch; it is still owed to the next one. */
  @Test
  @Timeout(120)
  void aWatchWhoseOutputIsLostEnds() throws IOException {
    DomainSite attacked =
        DomainAttack.named("gateway-served-key-not-listed").orElseThrow().site(LABORATORY);
    capture(attacked, "attacked.zip");
    Files.writeString(
        folder.resolve("watch.json"),
        "{" + SHARED + ", \"names\": [" + bundle("attacked.zip") + "]}");
    for (String[] args : new String[][] {{}, {"--once"}}) {
      String[] command =
          Stream.concat(Stream.of("domain", "watch", path("watch.json")), Stream.of(args))
              .toArray(String[]::new);
      CommandRun run = CommandRun.into(new FailingWriter(), command);
      assertEquals(ExitCode.UNWRITTEN, run.code(), run::toString);
      assertTrue(
          run.err().endsWith("quotary: the result could not be written: No space left on device\n"),
          run.err());
    }
    CommandRun next = CommandRun.of("domain", "watch", path("watch.json"), "--once");
    assertTrue(next.out().contains("\"severity\":\"failure\""), next::toString);
  }

  /** Standard output on a full disk. */
  private static final class FailingWriter extends Writer {
    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void theStateIsLockedAndADamagedOneIsRejected() throws IOException {
    capture(site, "good.zip");
    watch(bundle("good.zip"), site.at());
    Files.writeString(folder.resolve("state").resolve("state.json"), "{}");
    CommandRun run = watch(bundle("good.zip"), at(1));
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("move it away"), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"state\": \"s\", \"names\": []}",
        "{\"state\": \"s\", \"names\": [{\"kind\": \"gateway\"}]}",
        "{\"state\": \"s\", \"names\": [{\"kind\": \"web\", \"host\": \"a.example\"}]}",
        "{\"state\": \"s\", \"names\": [{\"kind\": \"custom\", \"host\": \"a.example\", \"x\": 1}]}",
        "{\"state\": \"s\", \"intervall\": \"PT1M\", \"names\": [%s]}",
        "{\"state\": \"s\", \"interval\": \"15m\", \"names\": [%s]}",
        "{\"state\": \"s\", \"interval\": 15, \"names\": [%s]}",
        "{\"state\": \"s\", \"alerts\": {\"silent\": \"P1D\"}, \"names\": [%s]}",
        "{\"state\": \"s\", \"alerts\": [], \"names\": [%s]}",
        "{\"state\": \"s\", \"webhook\": {\"url\": \"ftp://x/\", \"secretFile\": \"k\"},"
            + " \"names\": [%s]}",
        "{\"state\": \"s\", \"webhook\": {\"url\": \"https://x/\"}, \"names\": [%s]}",
        "{\"state\": \"s\", \"defaults\": {\"host\": \"a.example\"}, \"names\": [%s]}",
        "{\"state\": \"\", \"names\": [%s]}"
      })
  void errorsInTheFileAreReported(String json) throws IOException {
    String name = "{\"kind\": \"custom\", \"host\": \"a.example\"}";
    String file = json.replace("%s", name);
    assertFalse(FILE.objections(JSON.readTree(file)).isEmpty(), file);
    Files.writeString(folder.resolve("watch.json"), file);
    CommandRun run = CommandRun.of("domain", "watch", path("watch.json"), "--once");
    assertEquals(ExitCode.USAGE, run.code(), run::toString);
    assertEquals(1, run.err().lines().count(), run.err());
    assertFalse(Files.exists(folder.resolve("s")));
  }

  /** What the schema cannot say. */
  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{\"state\": \"s\", \"defaults\": {\"pcs\": \"nobody\"}, \"names\": [%s]}"})
  void whatIsNotJsonOrNamesNoServiceIsReported(String json) throws IOException {
    Files.writeString(
        folder.resolve("watch.json"),
        json.replace("%s", "{\"kind\": \"custom\", \"host\": \"a.example\"}"));
    CommandRun run = CommandRun.of("domain", "watch", path("watch.json"), "--once");
    assertEquals(ExitCode.USAGE, run.code(), run::toString);
    assertTrue(run.err().contains("watch.json"), run.err());
    assertFalse(Files.exists(folder.resolve("s")));
  }

  @Test
  void twiceTheSameNameIsOne() throws IOException {
    Files.writeString(
        folder.resolve("watch.json"),
        "{\"state\": \"s\", \"names\": [%1$s, %1$s]}"
            .formatted("{\"kind\": \"custom\", \"host\": \"a.example\"}"));
    CommandRun run = CommandRun.of("domain", "watch", path("watch.json"), "--once");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("is a duplicate"), run.err());
  }
}
