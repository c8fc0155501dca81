package io.github.quotary.domain.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.dns.ZoneText;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of sets of CAA records beside their verdict. */
class CaaNotesTest {
  private static final String CA = "letsencrypt.org";
  private static final String ACCOUNT = "https://acme-v02.api.letsencrypt.org/acme/acct/1";
  private static final String LOCK = CA + ";accounturi=" + ACCOUNT;

  private static final ProtectedNames CONCRETE =
      ProtectedNames.ofCustom(new DnsName("app.example.com"), List.of("app.example.com"));
  private static final ProtectedNames WILDCARD =
      ProtectedNames.ofCustom(new DnsName("www.example.com"), List.of("*.example.com"));

  private static String caa(String owner, String tag, String value) {
    return owner + ". 60 IN CAA 0 " + tag + " \"" + value + "\"\n";
  }

  private static Finding finding(Check check, ProtectedNames names, String zone) {
    return finding(check, names, zone, Set.of(CA), Set.of(ACCOUNT));
  }

  private static Finding finding(
      Check check, ProtectedNames names, String zone, Set<String> issuers, Set<String> accounts) {
    CaaChecks checks =
        new CaaChecks(
            ZoneText.parse(zone.getBytes(StandardCharsets.UTF_8)), names, issuers, accounts);
    return checks.findings().stream().filter(f -> f.check() == check).findFirst().orElseThrow();
  }

  private static void assertNoted(Finding finding, CheckOutcome outcome, String text) {
    assertEquals(outcome, finding.outcome());
    assertTrue(finding.details().stream().anyMatch(line -> line.contains(text)), finding + "");
  }

  @Test
  void noRecordIsWhatNamecheapLeaves() {
    assertNoted(finding(Check.CAA_1, CONCRETE, ""), CheckOutcome.FAIL, "with Namecheap it never");
  }

  @Test
  void aMergedApexIsWhatRoute53Gets() {
    StringBuilder zone = new StringBuilder();
    for (String issuer :
        List.of(CA, "amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com")) {
      zone.append(caa("example.com", "issue", issuer));
    }
    assertNoted(
        finding(Check.CAA_1, CONCRETE, zone.toString()), CheckOutcome.FAIL, "with Route 53");
  }

  @Test
  void whatCloudflareAddsIsNoted() {
    StringBuilder zone = new StringBuilder();
    for (String issuer : List.of("digicert.com; cansignhttpexchanges=yes", "pki.goog", "ssl.com")) {
      zone.append(caa("example.com", "issue", issuer));
    }
    assertNoted(finding(Check.CAA_1, CONCRETE, zone.toString()), CheckOutcome.FAIL, "Cloudflare");
  }

  @Test
  void issuewildAloneLeavesTheNamesBelow() {
    String zone = caa("example.com", "issuewild", LOCK);
    assertEquals(CheckOutcome.PASS, finding(Check.CAA_1, WILDCARD, zone).outcome());
    assertNoted(finding(Check.CAA_2, WILDCARD, zone), CheckOutcome.FAIL, "add issue");
  }

  @Test
  void delegationByAliasIsReported() {
    String zone =
        "app.example.com. 60 IN CNAME tee.example.net.\n" + caa("tee.example.net", "issue", LOCK);
    assertNoted(finding(Check.CAA_1, CONCRETE, zone), CheckOutcome.PASS, "tee.example.net");
  }

  @Test
  void aWildcardAboveIsReportedUnlessItIsLocked() {
    String own = caa("app.example.com", "issue", LOCK);
    assertNoted(finding(Check.CAA_1, CONCRETE, own), CheckOutcome.PASS, "*.example.com would also");
    Finding locked = finding(Check.CAA_1, CONCRETE, own + caa("example.com", "issue", ";"));
    assertTrue(locked.details().stream().noneMatch(line -> line.contains("*.")), locked + "");
  }

  @Test
  void anUnknownPropertyThatForbidsAllIsNotALock() {
    String critical = "app.example.com. 60 IN CAA 128 future \"x\"\n";
    assertNoted(
        finding(Check.CAA_1, CONCRETE, critical), CheckOutcome.FAIL, "learns to understand it");
    assertEquals(
        CheckOutcome.PASS,
        finding(Check.CAA_1, CONCRETE, critical + caa("app.example.com", "issue", LOCK)).outcome());
  }

  @Test
  void whereNobodyMayIssueNoAccountIsMissing() {
    String zone = caa("app.example.com", "issue", ";");
    assertEquals(CheckOutcome.PASS, finding(Check.CAA_3, CONCRETE, zone).outcome());
  }

  @Test
  void withoutAnyAccountTheLockIsNotDecided() {
    String zone = caa("app.example.com", "issue", LOCK);
    for (Check check : List.of(Check.CAA_1, Check.CAA_3)) {
      assertEquals(
          CheckOutcome.INCOMPLETE,
          finding(check, CONCRETE, zone, Set.of(), Set.of()).outcome(),
          check.id());
    }
  }
}
