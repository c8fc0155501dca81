package io.github.quotary.domain.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPageTest {
  private static String page(String text) {
    return ReportPage.of(PageFixture.fail(text), "1");
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
    assertEquals("FAIL: app.example.com", element(page("x"), "title"));
    assertEquals("Do not rely on app.example.com", element(page("x"), "h1"));
    String pass = ReportPage.of(PageFixture.pass(), "1");
    assertEquals("The key of app.example.com is held inside sealed hardware", element(pass, "h1"));
  }

  @Test
  void aWaivedCheckNeverMakesALinkHold() {
    Set<Check> waived = Set.of(Check.CAA_1, Check.CT_1);
    String page = ReportPage.of(PageFixture.incomplete(waived), "1");
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
        ReportPage.of(PageFixture.pass(), "1").contains("<details class=\"pass\" id=\"RD-C1\">"));
  }

  @Test
  void theSameReportGivesTheSamePage() {
    assertEquals(page("x"), page("x"));
  }
}
