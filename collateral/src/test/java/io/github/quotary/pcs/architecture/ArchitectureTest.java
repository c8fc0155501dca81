package io.github.quotary.pcs.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.quotary.pcs.cache.CachingCollateralSource;
import io.github.quotary.pcs.document.DocumentKey;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The module follows its package rules, and every rule reports what was planted for it. */
@Tag("any-jdk")
class ArchitectureTest {
  private static final String ROOT = "io.github.quotary.pcs";
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
    assertTrue(MODULE.contain(CachingCollateralSource.class), "an upper layer");
    assertTrue(MODULE.contain(DocumentKey.class), "a lower layer");
  }

  @ParameterizedTest
  @EnumSource
  void theModuleFollows(PackageRule rule) {
    rule.in(ROOT).check(MODULE);
  }

  @ParameterizedTest
  @CsvSource({
    "DEPENDS_DOWNWARD, document.Lower.climb()",
    "LIVES_IN_A_KNOWN_PACKAGE, stray.Stray",
    "USES_HTTP_IN_CLIENT, cache.Upper.http()",
    "USES_MICROMETER_IN_MICROMETER, cache.Upper.meters()"
  })
  void reportsExactlyThePlantedViolation(PackageRule rule, String culprit) {
    TreeSet<String> reported =
        violations(rule).stream()
            .map(ArchitectureTest::culprit)
            .collect(toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(List.of(culprit)), reported);
  }

  @Test
  void reportsThePlantedCycle() {
    List<String> cycles = violations(PackageRule.HAS_NO_CYCLE);
    assertEquals(1, cycles.size(), cycles.toString());
    assertTrue(cycles.get(0).contains("Slice cache"), cycles.get(0));
    assertTrue(cycles.get(0).contains("Slice document"), cycles.get(0));
  }

  private static List<String> violations(PackageRule rule) {
    JavaClasses planted = new ClassFileImporter().importPackages(PLANTED);
    return rule.in(PLANTED).evaluate(planted).getFailureReport().getDetails();
  }

  private static String culprit(String line) {
    Matcher matcher = CULPRIT.matcher(line);
    assertTrue(matcher.find(), line);
    return matcher.group(1);
  }
}
