package io.github.quotary.domain.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Provenances;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Pages in headless Chromium: nothing runs, nothing is asked for, axe-core has no objection. */
@EnabledIfSystemProperty(
    named = "quotary.browser",
    matches = ".+",
    disabledReason = "needs Chromium and npm: build with -Pbrowser")
class ReportPageBrowserTest {
  @TempDir private Path folder;

  @Test
  void aPassIsFine() throws Exception {
    assertFine(PageFixture.pass());
  }

  @Test
  void strangersChangeNothing() throws Exception {
    assertFine(
        PageFixture.fail("<script>alert(1)</script>\"><img src=x onerror=alert(1)> 'x \u202e & y"));
  }

  @Test
  void longWordsAreBroken() throws Exception {
    assertFine(PageFixture.fail("a".repeat(900)));
  }

  @Test
  void anIncompleteReportIsFine() throws Exception {
    assertFine(PageFixture.incomplete(Set.of(Check.CT_1)));
  }

  private void assertFine(DomainReport report) throws IOException, InterruptedException {
    Path page =
        Files.writeString(
            folder.resolve("page.html"), ReportPage.of(report, Provenances.imprint()));
    Path output = folder.resolve("problems.json");
    Process process =
        new ProcessBuilder(
                "node", "check-page.mjs", System.getProperty("quotary.browser"), page.toString())
            .directory(Path.of("target", "browser").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    String problems = Files.readString(output, StandardCharsets.UTF_8);
    assertEquals("[]", problems.strip());
    assertEquals(0, ended ? process.exitValue() : -1);
  }
}
