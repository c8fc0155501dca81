package io.github.quotary.domain.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.ExpectedIdentity;
import io.github.quotary.domain.report.Provenances;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPageTest {
  private static String page(String text) {
    return ReportPage.of(PageFixture.fail(text), Provenances.imprint());
  }

  private static String element(String page, String name) {
    Matcher matcher =
        Pattern.compile("<" + name + "[^>]*>(.*?)</" + name + ">", Pattern.DOTALL).matcher(page);
    assertTrue(matcher.find(), name);
    return matcher.group(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</style><script>",
        "</title></svg><script>",
        "<!-- ",
        "&lt;script&gt;"
      })
  void nothingOfAStrangerBecomesMarkup(String evil) {
    String page = page(evil);
    assertFalse(page.contains(evil), "as it is");
    assertEquals(
        page("harmless").chars().filter(c -> c == '<').count(),
        page.chars().filter(c -> c == '<').count(),
        "the same number of tags");
    assertEquals(
        page("harmless").chars().filter(c -> c == '"').count(),
        page.chars().filter(c -> c == '"').count(),
        "the same number of quotation marks");
  }

  @Test
  void controlAndDirectionCharactersAreShownAndNotObeyed() {
    String page = page("a\u202eb\u0007c");
    assertFalse(page.contains("\u202e"));
    assertTrue(page.contains("a\\u{202e}b\\u{7}c"));
  }

  @Test
  void nothingIsLoadedAndNothingRuns() {
    String page = page("x");
    assertFalse(page.contains("<script"));
    assertFalse(Pattern.compile("(src|href)=\"(?!#)").matcher(page).find());
    assertFalse(page.contains("url("));
    assertFalse(Pattern.compile("\\son[a-z]+=").matcher(page).find());
    assertFalse(Pattern.compile("\\sstyle=").matcher(page).find());
  }

  @Test
  void theSecurityPolicyAllowsThisStyleSheetOnly() {
    String page = page("x");
    String hash =
        Base64.getEncoder()
            .encodeToString(Sha2.sha256(element(page, "style").getBytes(StandardCharsets.UTF_8)));
    assertTrue(
        page.contains(
            "content=\"default-src &#39;none&#39;; style-src &#39;sha256-" + hash + "&#39;;"),
        page.substring(0, 800));
  }

  @Test
  void theVerdictIsTheFirstThingSaid() {
    assertEquals("Failed: app.example.com", element(page("x"), "title"));
    assertEquals(
        "Do not rely on app.example.com: on 2026-08-20 it failed", element(page("x"), "h1"));
    String pass = page(PageFixture.pass());
    assertEquals(
        "On 2026-08-20 the key of app.example.com was attested by a workload that the policy"
            + " names, under Intel&#39;s root",
        element(pass, "h1"));
    assertFalse(pass.contains("banner\""));
  }

  @Test
  void theTimeOfVerificationStandsBesideTheHeadlineAndThePageSaysHowOldItIs() {
    String page = page(PageFixture.pass());
    int headline = page.indexOf("</h1>");
    int when = page.indexOf("2026-08-20 00:00:00 UTC", headline);
    assertTrue(when > headline && when < page.indexOf("</header>"), page);
    String header = element(page, "header");
    assertTrue(header.contains("The time is from --at."), header);
    assertTrue(header.contains("made at 2026-11-28 09:00:00 UTC, 100 days later."), header);
    assertTrue(header.contains("It does not renew itself"), header);
  }

  @Test
  void theTimelineTellsTheTimeOfVerificationFromThatOfThePage() {
    String timeline = section(page(PageFixture.pass()), "timeline");
    assertFalse(timeline.contains(">now<"), timeline);
    assertTrue(timeline.contains("Verified at 2026-08-20, page made at 2026-11-28."), timeline);
    assertTrue(timeline.contains(">verified</text>"), timeline);
    assertTrue(timeline.contains(">page made</text>"), timeline);
  }

  @Test
  void aPageUnderTestRootsCannotBeTakenForARealOne() {
    for (ExpectedIdentity identity : ExpectedIdentity.values()) {
      String page = page(PageFixture.passUnderTestRoot(identity));
      assertFalse(page.contains("Intel"), page);
      int body = page.indexOf("<body>");
      assertTrue(
          page.startsWith("\n<p class=\"banner\" role=\"alert\">Test root.", body + 6), page);
      assertTrue(element(page, "title").startsWith("TEST ROOT, "), page);
      assertTrue(element(page, "h1").startsWith("TEST ROOT, on 2026-08-20 "), page);
      assertFalse(page.contains("<header class=\"verdict pass\">"), "it is not green");
      assertTrue(element(page, "header").contains("a capture that nobody signs"), page);
    }
    assertTrue(
        element(page(PageFixture.passUnderTestRoot(ExpectedIdentity.WAIVED)), "h1")
            .endsWith("; whose workload it is was not checked"));
  }

  @Test
  void aHostThatCouldNotBeAskedIsNotAccused() {
    String page = page(PageFixture.unreachable("app.example.com has no address (no such name)"));
    assertEquals(
        "On 2026-08-20 app.example.com has no address (no such name)", element(page, "h1"));
    assertEquals("Undecided: app.example.com", element(page, "title"));
  }

  @Test
  void noNameOfAConstantIsShown() {
    for (DomainReport report :
        List.of(
            PageFixture.pass(),
            PageFixture.fail("x"),
            PageFixture.incomplete(Set.of(Check.CT_1)),
            PageFixture.passUnderTestRoot(ExpectedIdentity.UNSTATED))) {
      String text =
          page(report).replaceAll("(?s)<style>.*?</style>", "").replaceAll("<[^>]*>", " ");
      Matcher constant =
          Pattern.compile(
                  "\\b(PASS|FAIL|GENUINE|INCOMPLETE|SKIPPED|WAIVED|SECURE|[A-Z]{2,}_[A-Z_]+)\\b")
              .matcher(text);
      assertFalse(constant.find(), () -> constant.group() + " in " + text);
    }
  }

  @Test
  void thePageSaysHowToCheckIt() {
    String again = section(page(PageFixture.pass()), "again");
    assertTrue(again.contains("java -jar quotary.jar domain custom app.example.com"), again);
    for (String fact : List.of("Quotes&#39; root", "Policy", "Evidence", "QVL 1.27, engine bc")) {
      assertTrue(again.contains(fact), again);
    }
  }

  /** The picture is for wide pages, and the list below it says the same. */
  @Test
  void narrowPagesShowTheChainOnce() {
    String page = page(PageFixture.pass());
    assertEquals(2, page.split("<svg ", -1).length - 1, "chain and timeline");
    assertTrue(
        Pattern.compile("@media \\(max-width: 46rem\\) \\{[^@]*svg\\.chain \\{ display: none; \\}")
            .matcher(element(page, "style"))
            .find());
  }

  private static String page(DomainReport report) {
    return ReportPage.of(report, Provenances.imprint());
  }

  private static String section(String page, String id) {
    int start = page.indexOf("<section id=\"" + id + "\"");
    assertTrue(start >= 0, id);
    return page.substring(start, page.indexOf("</section>", start));
  }

  @Test
  void aWaivedCheckNeverMakesALinkHold() {
    Set<Check> waived = Set.of(Check.CAA_1, Check.CT_1);
    String page = ReportPage.of(PageFixture.incomplete(waived), Provenances.imprint());
    assertTrue(page.contains("The policy waives: CAA-1, CT-1"));
    assertEquals(
        CheckOutcome.WAIVED,
        Link.DOMAIN.outcome(
            PageFixture.incomplete(
                Set.of(
                    Check.ACCT_1, Check.CAA_1, Check.CAA_2, Check.CAA_3, Check.CT_1, Check.CT_2))));
  }

  @Test
  void everyCheckIsThereAndWhatFailedIsOpen() {
    String page = page("x");
    for (Check check : Check.of(DomainKind.CUSTOM)) {
      assertTrue(page.contains("id=\"" + check.id() + "\""), check.id());
    }
    assertTrue(page.contains("<details class=\"fail\" id=\"RD-C1\" open=\"\">"));
    assertTrue(
        ReportPage.of(PageFixture.pass(), Provenances.imprint())
            .contains("<details class=\"pass\" id=\"RD-C1\">"));
  }

  @Test
  void theSameReportGivesTheSamePage() {
    assertEquals(page("x"), page("x"));
  }
}
