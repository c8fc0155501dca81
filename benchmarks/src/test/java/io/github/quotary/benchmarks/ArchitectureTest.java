package io.github.quotary.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.quotary.benchmarks.report.Report;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The report reads what the benchmarks write; no benchmark knows the report. */
@Tag("any-jdk")
class ArchitectureTest {
  private static final String ROOT = "io.github.quotary.benchmarks";

  @Test
  void noBenchmarkUsesTheReport() {
    JavaClasses benchmarks =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    assertTrue(benchmarks.contain(Machine.class) && benchmarks.contain(Report.class));
    reportIsOnTop(ROOT).check(benchmarks);
  }

  @Test
  void noticesOneThatDoes() {
    String root = ROOT + ".planted";
    JavaClasses planted = new ClassFileImporter().importPackages(root);
    assertEquals(1, reportIsOnTop(root).evaluate(planted).getFailureReport().getDetails().size());
  }

  private static ArchRule reportIsOnTop(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".report")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".report");
  }
}
