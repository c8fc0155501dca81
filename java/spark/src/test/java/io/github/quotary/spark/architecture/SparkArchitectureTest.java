package io.github.quotary.spark.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.quotary.spark.QuotarySpark;
import java.security.Provider;
import java.security.Security;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the packages of this module promise. */
@Tag("any-jdk")
class SparkArchitectureTest {
  private static final String ROOT = "io.github.quotary.spark";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** An import that found nothing would keep every rule. */
  @Test
  void theModuleIsThere() {
    assertTrue(CLASSES.contain(QuotarySpark.class));
  }

  @Test
  void packagesLeanOneWay() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    classes()
        .should()
        .resideInAnyPackage(
            ROOT,
            ROOT + ".app",
            ROOT + ".catalyst",
            ROOT + ".column",
            ROOT + ".config",
            ROOT + ".executor",
            ROOT + ".sql")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".column", ROOT + ".config")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.github\\.quotary\\.spark\\.(?!column|config).*")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".executor")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.github\\.quotary\\.spark\\.(?!column|config|executor).*")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".app")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".app")
        .check(CLASSES);
  }

  /** Catalyst differs from version to version: it is met in two places. */
  @Test
  void onlyPlansAndFunctionsKnowCatalyst() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".catalyst", ROOT + ".sql")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark.sql.catalyst..", "org.apache.spark.sql.internal..")
        .check(CLASSES);
  }

  @Test
  void nothingReadsAClockOrSleepsByItself() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .check(CLASSES);
  }

  /** A provider for all of the JVM would change what other code of an executor gets. */
  @Test
  void nothingRegistersAProvider() {
    noClasses()
        .should()
        .callMethod(Security.class, "addProvider", Provider.class)
        .orShould()
        .callMethod(Security.class, "insertProviderAt", Provider.class, int.class)
        .check(CLASSES);
  }

  @Test
  void nothingUsesTheNetworkItself() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "io.github.quotary.pcs.client..")
        .check(CLASSES);
  }
}
