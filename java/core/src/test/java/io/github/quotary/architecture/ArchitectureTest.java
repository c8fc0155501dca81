package io.github.quotary.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The core keeps every rule of the house. */
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

  @ParameterizedTest
  @EnumSource
  void coreKeeps(HouseRule rule) {
    rule.in(ROOT).check(CORE);
  }
}
