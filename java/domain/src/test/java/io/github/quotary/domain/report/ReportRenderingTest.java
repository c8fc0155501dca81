package io.github.quotary.domain.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportRenderingTest {
  private static final Instant AT = Instant.parse("2026-08-20T00:00:00Z");
  private static final Measurement HASH = Measurement.of(new byte[32]);

  private static DomainReport report(String evil) {
    return new DomainReport(
        DomainKind.GATEWAY,
        "gateway.example.net",
        "gateway.example.net",
        Optional.of("example.net"),
        AT,
        AT,
        Provenances.real(),
        HASH,
        HASH,
        Optional.of(new ServedCertificate(HASH, List.of(evil), evil, "1", AT, AT)),
        Optional.empty(),
        DomainChecks.of(
            DomainKind.GATEWAY,
            List.of(Finding.fail(Check.RD_G1, evil).withDetail("x" + evil).withRefs(evil)),
            Set.of(),
            Set.of(Check.CT_1),
            ExpectedIdentity.STATED),
        List.of(),
        List.of(),
        List.of(new KeyStatement(HASH, true, false, List.of(evil))),
        List.of(evil),
        new Witnesses(
            List.of(
                new CaaStatement(
                    evil, evil, Optional.of(evil), evil, List.of(evil), List.of(evil))),
            List.of(
                new CtStatement(
                    List.of(evil),
                    evil,
                    "1",
                    Instant.EPOCH,
                    Instant.EPOCH.plusSeconds(1),
                    Optional.of(HASH),
                    evil)),
            new CtOutcome.Incomplete(
                List.of(evil),
                List.of(evil),
                List.of(new CtAttempt(evil, evil, evil, OptionalInt.of(503), 4)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J\u001b[1;1HPASS",
        "a\nPASS       RD-G1   forged",
        "a\r\bPASS",
        "\u202ESSAP",
        "\u009b31m",
        "\u2028PASS",
        "\u0000\u007f",
        "\ud800",
        "\\u{1b}"
      })
  void nothingOfAStrangerReachesTheTerminal(String evil) throws IOException {
    String text = ReportText.of(report(evil), Provenances.imprint());
    assertTrue(
        text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)),
        "only plain ASCII: " + text);
    assertFalse(text.contains("\nPASS       RD-G1"));
    assertTrue(text.contains("\\u{"), "it is shown, escaped");

    String json = ReportJson.of(report(evil), Provenances.imprint());
    assertTrue(json.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)));
    JsonNode back = new ObjectMapper().readTree(json);
    if (Character.getType(evil.charAt(0)) != Character.SURROGATE) {
      assertEquals(evil, back.path("accounts").get(0).textValue(), "JSON keeps the text");
    }
  }

  @Test
  void hostsAreShownInTheirOwnScriptToo() {
    DomainReport report =
        new DomainReport(
            DomainKind.CUSTOM,
            "xn--bcher-kva.example",
            "xn--bcher-kva.example",
            Optional.empty(),
            AT,
            AT,
            Provenances.real(),
            HASH,
            HASH,
            Optional.empty(),
            Optional.empty(),
            DomainChecks.of(
                DomainKind.CUSTOM, List.of(), Set.of(), Set.of(), ExpectedIdentity.STATED),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Witnesses.none());
    assertTrue(
        ReportText.of(report, Provenances.imprint())
            .contains("xn--bcher-kva.example (b\u00fccher.example)"));
    assertTrue(ReportJson.of(report, Provenances.imprint()).contains("\"b\\u00FCcher.example\""));
  }

  @Test
  void theCatalogueNamesTheRootsThatWereUsed() {
    for (Check check : Check.values()) {
      String real = check.compared(Provenances.real()) + check.why(Provenances.real());
      String test = check.compared(Provenances.test()) + check.why(Provenances.test());
      assertFalse(test.contains("Intel"), test);
      assertFalse((real + test).contains("{"), real);
    }
    assertTrue(Check.Q_1.compared(Provenances.real()).contains("up to Intel's root"));
    String root = Provenances.test().trustAnchor().sha256().toString().substring(0, 8);
    assertTrue(Check.Q_1.why(Provenances.test()).contains("up to the test root " + root + "..."));
    assertTrue(Check.TLS_1.compared(Provenances.real()).contains("the WebPKI roots of the JDK"));
    assertTrue(Check.TLS_1.compared(Provenances.test()).contains("the given web roots 00000000"));
  }

  @Test
  void longTextIsCut() {
    String text = ReportText.of(report("a".repeat(5000)), Provenances.imprint());
    assertTrue(text.contains("a... ("), text);
    assertTrue(text.lines().allMatch(line -> line.length() < 1100), text);
  }

  @Test
  void theVerdictComesFirstAndWaiversNextToIt() {
    String text = ReportText.of(report("x"), Provenances.imprint());
    List<String> lines = text.lines().toList();
    assertTrue(lines.get(0).startsWith("FAIL: do not rely on this domain: RD-G1 failed"), text);
    assertEquals("  waived by the policy: CT-1", lines.get(1));
    assertTrue(text.contains("WAIVED     CT-1"));
    assertTrue(text.contains("without the waiver: undecided"));
    assertTrue(text.contains("Not proven, whatever the verdict:\n  Freshness"));
    assertTrue(text.contains("The apps behind the gateway"));
  }
}
