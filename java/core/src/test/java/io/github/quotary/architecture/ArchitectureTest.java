package io.github.quotary.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.Verifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The core keeps every rule of the house. */
@Tag("any-jdk")
class ArchitectureTest {
  private static final String ROOT = "io.github.quotary";

  /** The simulator shares the root and the class path, but it is no part of the core. */
  private static final ImportOption WITHOUT_SIMULATOR =
      location -> !location.contains("/io/github/quotary/simulator/");

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(WITHOUT_SIMULATOR)
          .importPackages(ROOT);

  /** An import that found nothing would keep every rule. */
  @Test
  void theCoreIsThere() {
    assertTrue(CORE.contain(Verifier.class), "the top floor");
    assertTrue(CORE.contain(RejectReason.class), "the ground floor");
  }

  @ParameterizedTest
  @EnumSource
  void coreKeeps(HouseRule rule) {
    rule.in(ROOT).check(CORE);
  }
}
