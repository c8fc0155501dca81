package io.github.quotary.service.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.quotary.service.QuotaryService;
import java.security.Provider;
import java.security.Security;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the packages of this module promise. */
class ServiceArchitectureTest {
  private static final String ROOT = "io.github.quotary.service";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** An import that found nothing would keep every rule. */
  @Test
  void theModuleIsThere() {
    assertTrue(CLASSES.contain(QuotaryService.class));
  }

  @Test
  void packagesLeanOneWay() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    onlyUses("config", "");
    onlyUses("exchange", "");
    onlyUses("access", "config|exchange");
    onlyUses("together", "exchange");
    onlyUses("engine", "access|config|exchange|together");
    onlyUses("batch", "");
    onlyUses("api", "config|engine|exchange|together");
    onlyUses("domain", "exchange");
    onlyUses("http", "access|batch|config|exchange");
    onlyUses("metrics", "exchange|http|together");
    onlyUses("page", "exchange");
    onlyUses("dropin", "config|dstack|engine|envoy|exchange|trustee");
  }

  private static void onlyUses(String name, String others) {
    String all = others.isEmpty() ? name : name + "|" + others;
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name)
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.github\\.quotary\\.service\\.(?!(" + all + ")\\.).*")
        .check(CLASSES);
  }

  /** The rest can be tested, and used, without a port. */
  @Test
  void onlyTheListenerAndItsGrpcKnowVertx() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".http", ROOT + ".exchange", ROOT + ".dropin")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "io.netty..")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsKnown() {
    classes()
        .should()
        .resideInAnyPackage(
            ROOT,
            ROOT + ".access",
            ROOT + ".api",
            ROOT + ".batch",
            ROOT + ".config",
            ROOT + ".domain",
            ROOT + ".dropin",
            ROOT + ".dstack",
            ROOT + ".engine",
            ROOT + ".envoy",
            ROOT + ".exchange",
            ROOT + ".http",
            ROOT + ".metrics",
            ROOT + ".page",
            ROOT + ".together",
            ROOT + ".trustee")
        .check(CLASSES);
  }

  @Test
  void nothingReadsAClockByItself() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .check(CLASSES);
  }

  /** A provider for all of the JVM would change what other code in it gets. */
  @Test
  void nothingRegistersAProvider() {
    noClasses()
        .should()
        .callMethod(Security.class, "addProvider", Provider.class)
        .orShould()
        .callMethod(Security.class, "insertProviderAt", Provider.class, int.class)
        .check(CLASSES);
  }
}
