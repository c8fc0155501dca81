package io.github.quotary.guest.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.quotary.guest.QuoteDetection;
import io.github.quotary.guest.provider.Answer;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The module follows its rules, and every rule reports what was planted for it. */
@Tag("any-jdk")
class GuestArchitectureTest {
  private static final String ROOT = "io.github.quotary.guest";
  private static final String PLANTED = ROOT + ".architecture.planted";

  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** A class or member in a line of a report: the first name in angle brackets. */
  private static final Pattern CULPRIT = Pattern.compile("^[^<]*<" + PLANTED + "\\.([^>]+)>");

  /** An empty import would follow every rule. */
  @Test
  void theModuleIsImported() {
    assertTrue(MODULE.contain(QuoteDetection.class), "the top floor");
    assertTrue(MODULE.contain(Answer.class), "the ground floor");
  }

  @ParameterizedTest
  @EnumSource
  void theModuleFollows(GuestRule rule) {
    rule.in(ROOT).check(MODULE);
  }

  @ParameterizedTest
  @CsvSource({
    "LEANS_DOWNWARD, provider.Lower.climb()",
    "LIVES_IN_A_KNOWN_PACKAGE, stray.Stray",
    "OPENS_CONNECTIONS_IN_EXCHANGE, agent.Upper.connect()",
    "TOUCHES_FILES_IN_TSM, agent.Upper.look()",
    "READS_JSON_IN_AGENT, provider.Lower.parse()"
  })
  void reportsExactlyThePlantedViolation(GuestRule rule, String culprit) {
    TreeSet<String> reported =
        violations(rule).stream()
            .map(GuestArchitectureTest::culprit)
            .collect(toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(List.of(culprit)), reported);
  }

  @Test
  void reportsThePlantedCycle() {
    List<String> cycles = violations(GuestRule.HAS_NO_CYCLE);
    assertEquals(1, cycles.size(), cycles.toString());
    assertTrue(cycles.get(0).contains("Slice agent"), cycles.get(0));
    assertTrue(cycles.get(0).contains("Slice provider"), cycles.get(0));
  }

  private static List<String> violations(GuestRule rule) {
    JavaClasses planted = new ClassFileImporter().importPackages(PLANTED);
    return rule.in(PLANTED).evaluate(planted).getFailureReport().getDetails();
  }

  private static String culprit(String line) {
    Matcher matcher = CULPRIT.matcher(line);
    assertTrue(matcher.find(), line);
    return matcher.group(1);
  }
}
