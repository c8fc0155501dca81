package io.github.quotary.domain.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DomainArchitectureTest {
  private static final String ROOT = "io.github.quotary.domain";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void packagesLeanOneWay() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheCaptureOpensConnections() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".capture..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.Socket")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "javax.net..", "java.nio.channels..")
        .check(CLASSES);
  }

  @Test
  void whatJudgesReadsNoClock() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".capture..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .orShould()
        .callMethod(Instant.class, "now")
        .check(CLASSES);
  }

  @Test
  void reportsKnowNothingOfWhatMakesThem() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".gateway..", ROOT + ".custom..", ROOT + ".workload..", ROOT + ".capture..")
        .check(CLASSES);
  }
}
