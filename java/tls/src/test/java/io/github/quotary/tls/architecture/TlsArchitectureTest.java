package io.github.quotary.tls.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.quotary.tls.AttestedTls;
import io.github.quotary.tls.identity.AttestedKeyManager;
import io.github.quotary.tls.peer.AttestedTrustManager;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the packages of this module promise. */
class TlsArchitectureTest {
  private static final String ROOT = "io.github.quotary.tls";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** An import that found nothing would keep every rule. */
  @Test
  void theModuleIsThere() {
    assertTrue(CLASSES.contain(AttestedTls.class));
    assertTrue(CLASSES.contain(AttestedKeyManager.class));
    assertTrue(CLASSES.contain(AttestedTrustManager.class));
  }

  @Test
  void thePackagesAreKnownAndLeanOneWay() {
    classes().should().resideInAnyPackage(ROOT, ROOT + ".identity", ROOT + ".peer").check(CLASSES);
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".identity", ROOT + ".peer")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(CLASSES);
  }

  /** Who judges makes no identity, and who has one judges nobody. */
  @Test
  void bothSidesAreApart() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".peer")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".identity", "io.github.quotary.guest..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".identity")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".peer", "io.github.quotary.verify..", "io.github.quotary.evidence..")
        .check(CLASSES);
  }

  /** The engine verifies evidence; a JCA signature would be verified by whichever provider. */
  @Test
  void peersAreVerifiedByTheEngineAlone() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".peer")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Signature.class)
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

  @Test
  void nothingOpensConnectionsOrFiles() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "java.nio.channels..", "java.nio.file..")
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
