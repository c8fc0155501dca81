package io.github.quotary.ingress.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.dns.DnsPlan;
import java.security.Provider;
import java.security.Security;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the packages of this module promise. */
@Tag("any-jdk")
class IngressArchitectureTest {
  private static final String ROOT = "io.github.quotary.ingress";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** An import that found nothing would keep every rule. */
  @Test
  void theModuleIsThere() {
    assertTrue(CLASSES.contain(Configuration.class));
    assertTrue(CLASSES.contain(DnsPlan.class));
  }

  @Test
  void settingsKnowNothingOfWhatUsesThem() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".config")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".dns")
        .check(CLASSES);
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    classes()
        .should()
        .resideInAnyPackage(
            ROOT + ".acme..",
            ROOT + ".check",
            ROOT + ".config",
            ROOT + ".dns",
            ROOT + ".evidence",
            ROOT + ".exchange",
            ROOT + ".plan",
            ROOT + ".proxy",
            ROOT + ".records",
            ROOT + ".run",
            ROOT + ".state")
        .check(CLASSES);
  }

  @Test
  void theProxyKnowsSettingsAlone() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".proxy")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.github\\.quotary\\.ingress\\.(?!config|proxy).*")
        .check(CLASSES);
  }

  @Test
  void settingsOpenNothingAndReadNoEnvironment() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".config")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.netty..",
            "java.net.http..",
            "java.nio.channels..",
            "java.nio.file..",
            "org.xbill.DNS..")
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .check(CLASSES);
  }

  @Test
  void nothingReadsAClockOrSleepsByItself() {
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

  /** Plans are pure: what they are made of opens no connection. */
  @Test
  void plansOpenNothing() {
    noClasses()
        .that()
        .haveNameMatching(".*\\.dns\\.(DnsPlan|WantedRecords|Ownership|CaaPin|Step)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "org.xbill.DNS..")
        .check(CLASSES);
  }

  @Test
  void ordersKnowSettingsAndTheStateFolderAlone() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".acme..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.github\\.quotary\\.ingress\\.(?!acme|config|exchange|state).*")
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
