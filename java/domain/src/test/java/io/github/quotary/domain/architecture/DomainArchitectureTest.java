package io.github.quotary.domain.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.quotary.domain.page.ReportPage;
import io.github.quotary.domain.reading.Reading;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The module keeps each of its rules. */
@Tag("any-jdk")
class DomainArchitectureTest {
  private static final String ROOT = "io.github.quotary.domain";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** An import that found nothing would keep every rule. */
  @Test
  void theModuleIsThere() {
    assertTrue(CLASSES.contain(ReportPage.class), "the top floor");
    assertTrue(CLASSES.contain(Reading.class), "the ground floor");
  }

  @ParameterizedTest
  @EnumSource
  void domainFollows(DomainRule rule) {
    rule.in(ROOT).check(CLASSES);
  }
}
