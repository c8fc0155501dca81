package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.acme.AcmeDirectory;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.ConfigurationReader;
import io.github.quotary.ingress.config.ConfigurationResult;
import io.github.quotary.ingress.plan.Fact;
import io.github.quotary.ingress.plan.PlanInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that fit by themselves, and not on this machine. */
class OutlookTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z"));

  @TempDir private Path folder;

  private static Configuration configuration(String variable, String value) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "DOMAIN", "app.example.com",
                "GATEWAY_DOMAIN", "gw.example.net",
                "TARGET_ENDPOINT", "127.0.0.1:9",
                "CHALLENGE_TYPE", "tls-alpn-01"));
    settings.put(variable, value);
    ConfigurationResult.Valid valid =
        (ConfigurationResult.Valid) ConfigurationReader.fromEnvironment(settings);
    return valid.configuration();
  }

  private static String refusal(String variable, String value) {
    Configuration configuration = configuration(variable, value);
    IOException refused =
        assertThrows(IOException.class, () -> Outlook.of(configuration, CLOCK, time -> {}));
    return String.valueOf(refused.getMessage());
  }

  /** As of a variable in UTF-8 where the locale is C: half a pair is in no character set. */
  @ParameterizedTest
  @ValueSource(strings = {"STATE_DIR", "EVIDENCE_DIR", "AGENT_SOCKET", "ACME_CA_CERTIFICATES"})
  void aPathThatTheSystemCannotNameIsTold(String variable) {
    String why = refusal(variable, "/tmp/\ud800");

    assertTrue(why.startsWith(variable + ": this system's character set"), why);
  }

  @Test
  void rootsThatAreNotThereAreTold() {
    assertEquals(
        "ACME_CA_CERTIFICATES: /not/there: no such file or directory",
        refusal("ACME_CA_CERTIFICATES", "/not/there"));
  }

  @Test
  void rootsThatAreNoneAreTold() throws IOException {
    Path file = Files.writeString(folder.resolve("roots.pem"), "none");
    String why = refusal("ACME_CA_CERTIFICATES", file.toString());

    assertTrue(why.startsWith("ACME_CA_CERTIFICATES: " + file + " cannot be used"), why);
  }

  /** Else the usual authority would get the orders. */
  @Test
  void anAuthorityThatCannotBeUsedIsTold() {
    String why = refusal("ACME_DIRECTORY", "http://ca.example/directory");

    assertTrue(why.startsWith("ACME_DIRECTORY: "), why);
  }

  /** A plan must not say that nothing was there. */
  @Test
  void aStateThatCannotBeReadIsUnknown() throws IOException {
    Outlook outlook = Outlook.of(configuration("STATE_DIR", folder.toString()), CLOCK, time -> {});
    String authority = AcmeDirectory.of(outlook.directory()).folder();
    PlanInputs empty = inputs(outlook);
    assertEquals(new Fact.Known<>(Optional.empty()), empty.account());
    assertEquals(Optional.empty(), outlook.evidenceAtHand());

    write("records.json");
    write("accounts/" + authority + "/account.json");
    write("certificates/" + authority + "/app.example.com.pem");

    PlanInputs damaged = inputs(outlook);
    assertInstanceOf(Fact.Unknown.class, damaged.account());
    assertInstanceOf(Fact.Unknown.class, damaged.own());
    damaged.certificates().values().forEach(end -> assertInstanceOf(Fact.Unknown.class, end));
    Files.delete(folder.resolve("accounts/" + authority + "/account.json"));
    IOException told = assertThrows(IOException.class, outlook::evidenceAtHand);
    assertTrue(told.getMessage().contains("app.example.com.pem"), told::getMessage);
  }

  private static PlanInputs inputs(Outlook outlook) {
    return outlook.planInputs(new Fact.Unknown<>("not asked"), Optional.of("not asked"));
  }

  private void write(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "damaged");
  }
}
