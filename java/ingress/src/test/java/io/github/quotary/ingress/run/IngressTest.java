package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Verdict;
import io.github.quotary.ingress.state.StateFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty state to domains that our own verifier passes. */
class IngressTest {
  @TempDir private Path folder;

  /** What a test does with a running ingress. */
  private interface Body {
    void run(Ingress ingress) throws Exception;
  }

  private void with(IngressLab lab, Body body) throws Exception {
    try (StateFolder state = StateFolder.open(folder.resolve("state"));
        Ingress ingress = Ingress.start(lab.configuration(), lab.parts(state))) {
      body.run(ingress);
    }
  }

  private static void passes(IngressLab lab, Ingress ingress) {
    PassReport pass = ingress.pass();
    assertTrue(pass.isGood(), () -> pass + "\n" + String.join("\n", lab.journal));
  }

  private static void assertAttested(IngressLab lab, String host, String... required)
      throws Exception {
    DomainReport report = lab.judge(host, required);
    List<String> objections =
        report.checks().results().stream()
            .filter(result -> result.mandatory() && result.outcome() != CheckOutcome.PASS)
            .map(result -> result.check().id() + ": " + result.finding())
            .toList();
    assertEquals(List.of(), objections);
    assertEquals(Verdict.PASS, report.verdict());
  }

  @Test
  void aNameIsLockedCertifiedServedAndAttested() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, "app.example.com")) {
      with(
          lab,
          ingress -> {
            assertTrue(ingress.port().isEmpty(), "nothing is served without a certificate");
            passes(lab, ingress);
            assertAttested(lab, "app.example.com");
            assertEquals("app", lab.get("app.example.com", "/"));
            assertEquals(4, lab.zone.texts().size(), lab.zone.texts()::toString);
          });
    }
  }

  @Test
  void severalNamesAndAWildcardHaveOneManifest() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, "app.example.com", "*.example.com")) {
      with(
          lab,
          ingress -> {
            passes(lab, ingress);
            assertAttested(lab, "app.example.com");
            assertAttested(lab, "other.example.com");
            String manifest = lab.get("app.example.com", "/evidences/sha256sum.txt");
            assertTrue(manifest.contains("cert-*.example.com.pem"), manifest);
            assertTrue(manifest.contains("cert-app.example.com.pem"), manifest);
          });
    }
  }

  @Test
  void oneCertificateMayBeForAllNames() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, "example.com", "*.example.com")) {
      lab.set("ONE_CERTIFICATE", "true");
      with(
          lab,
          ingress -> {
            passes(lab, ingress);
            assertAttested(lab, "example.com");
            assertAttested(lab, "www.example.com");
            assertEquals(lab.leaf("example.com"), lab.leaf("www.example.com"));
          });
    }
  }

  /** The records that are told, with the lock to an account that exists by then, are enough. */
  @Test
  void withoutAccessToTheZoneTheListenerItselfAnswersTheAuthority() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, "app.example.com")) {
      lab.byAlpn().set("DNS_SETUP_TIMEOUT", "0");
      with(
          lab,
          ingress -> {
            assertFalse(ingress.pass().isGood());
            lab.operatorMakesTheRecordsThatAreTold();
            passes(lab, ingress);
            assertAttested(lab, "app.example.com");
          });
    }
  }

  @Test
  void missingRecordsOfTheOperatorAreToldAndNothingIsOrdered() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, "app.example.com")) {
      lab.byAlpn().set("DNS_SETUP_TIMEOUT", "0");
      with(
          lab,
          ingress -> {
            PassReport pass = ingress.pass();
            assertFalse(pass.isGood());
            assertTrue(pass.failures().get(0).contains("records are not there"), pass::toString);
            assertTrue(lab.told("make this record"), lab.journal::toString);
          });
    }
  }

  @Test
  void aVisitorsNonceIsAnswered() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, "app.example.com")) {
      lab.set("EVIDENCE_CHALLENGE", "true");
      with(
          lab,
          ingress -> {
            passes(lab, ingress);
            assertAttested(lab, "app.example.com", "FRESH-1");
            String head =
                lab.head("app.example.com", "/evidences/challenge?nonce=" + "0".repeat(32));
            assertTrue(head.contains("\r\ncache-control: no-store\r\n"), head);
          });
    }
  }

  /** What an administrator of dstack-ingress is told to do. */
  @Test
  void theFilesAreCheckedByOrdinaryTools() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, "app.example.com", "*.example.com")) {
      with(
          lab,
          ingress -> {
            passes(lab, ingress);
            Path files = Files.createDirectory(folder.resolve("fetched"));
            for (String name :
                List.of(
                    "acme-account.json",
                    "cert-app.example.com.pem",
                    "cert-*.example.com.pem",
                    "sha256sum.txt",
                    "quote.json")) {
              String text = lab.get("app.example.com", "/evidences/" + name);
              Files.writeString(files.resolve(name), text);
              assertEquals(text, Files.readString(folder.resolve("evidences").resolve(name)));
            }
            Process check =
                new ProcessBuilder("sha256sum", "--strict", "-c", "sha256sum.txt")
                    .directory(files.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, check.waitFor(), said);
            byte[] manifest = Files.readAllBytes(files.resolve("sha256sum.txt"));
            String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(manifest));
            String quote =
                new ObjectMapper()
                    .readTree(files.resolve("quote.json").toFile())
                    .path("quote")
                    .asText();
            assertEquals(digest + "0".repeat(64), quote.substring(2 * 568, 2 * 632));
          });
    }
  }

  @Test
  void aSecondPassChangesNothing() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, "app.example.com")) {
      with(
          lab,
          ingress -> {
            passes(lab, ingress);
            var leaf = lab.leaf("app.example.com");
            String quote = lab.get("app.example.com", "/evidences/quote.json");
            lab.journal.clear();
            passes(lab, ingress);
            assertEquals(List.of(), lab.journal);
            assertEquals(leaf, lab.leaf("app.example.com"));
            assertEquals(quote, lab.get("app.example.com", "/evidences/quote.json"));
          });
    }
  }

  /** The lock names the account, and the authority enforces it. */
  @Test
  void aRenewalWorksUnderTheLockAndIsAttested() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, "app.example.com")) {
      with(
          lab,
          ingress -> {
            passes(lab, ingress);
            var before = lab.leaf("app.example.com");
            lab.isLater();
            passes(lab, ingress);
            assertNotEquals(before, lab.leaf("app.example.com"));
            assertAttested(lab, "app.example.com");
          });
    }
  }

  @Test
  void whatIsAtHandIsServedWithoutTheAuthority() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, "app.example.com")) {
      with(lab, ingress -> passes(lab, ingress));
      lab.ca.close();
      with(
          lab,
          ingress -> {
            assertAttested(lab, "app.example.com");
            PassReport pass = ingress.pass();
            assertFalse(pass.isGood());
            assertTrue(pass.failures().get(0).contains("authority"), pass::toString);
            assertAttested(lab, "app.example.com");
          });
    }
  }

  @Test
  void aProviderThatFailsKeepsTheOldCertificateServed() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, "app.example.com")) {
      with(
          lab,
          ingress -> {
            passes(lab, ingress);
            var before = lab.leaf("app.example.com");
            lab.isLater();
            lab.zone.fails = true;
            assertFalse(ingress.pass().isGood());
            assertEquals(before, lab.leaf("app.example.com"));
            assertTrue(lab.metrics(ingress).contains("quotary_ingress_dns_errors_total 1.0"));
            assertTrue(
                lab.metrics(ingress)
                    .contains("quotary_ingress_name_good{name=\"app.example.com\"} 0.0"));
            lab.zone.fails = false;
            passes(lab, ingress);
            assertAttested(lab, "app.example.com");
          });
    }
  }

  /** Without its lock a name gets no certificate. */
  @Test
  void aForeignLockThatForbidsTheAccountIsToldBeforeTheAuthorityRefuses() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, "app.example.com")) {
      lab.set("SET_CAA", "false");
      lab.dns.add("app.example.com", "CAA", "0 issue \"other.example\"");
      with(
          lab,
          ingress -> {
            PassReport pass = ingress.pass();
            assertFalse(pass.isGood());
            assertTrue(pass.failures().get(0).contains("CAA records forbid"), pass::toString);
            assertTrue(ingress.port().isEmpty());
          });
    }
  }

  @Test
  void anAgentThatGivesNoQuoteLeavesTheNameServedAndIsTold() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, "app.example.com")) {
      with(
          lab,
          ingress -> {
            lab.stopAgent();
            PassReport pass = ingress.pass();
            assertFalse(pass.isGood());
            assertTrue(pass.failures().get(0).startsWith("evidence: "), pass::toString);
            assertEquals("app", lab.get("app.example.com", "/"));
            assertTrue(lab.metrics(ingress).contains("quotary_ingress_evidence_current 0.0"));
            lab.startAgent();
            passes(lab, ingress);
            assertAttested(lab, "app.example.com");
          });
    }
  }
}
