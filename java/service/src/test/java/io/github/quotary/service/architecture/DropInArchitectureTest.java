package io.github.quotary.service.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.quotary.service.dstack.DstackVerifier;
import io.github.quotary.service.envoy.ExtAuthz;
import io.github.quotary.service.trustee.AttestationService;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the packages that answer as others do promise. */
class DropInArchitectureTest {
  private static final String ROOT = "io.github.quotary.service";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT + ".dstack", ROOT + ".trustee", ROOT + ".envoy");

  /** An import that found nothing would keep every rule. */
  @Test
  void thePackagesAreThere() {
    assertTrue(CLASSES.contain(DstackVerifier.class));
    assertTrue(CLASSES.contain(AttestationService.class));
    assertTrue(CLASSES.contain(ExtAuthz.class));
  }

  /** Each knows the shared answer alone: none knows another, nor the server that mounts it. */
  @ParameterizedTest
  @ValueSource(strings = {"dstack", "trustee", "envoy"})
  void eachKnowsTheAnswerAlone(String name) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name)
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.github\\.quotary\\.service\\.(?!exchange\\.|" + name + "\\.).*")
        .check(CLASSES);
  }

  @Test
  void theyOpenNothing() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.netty..",
            "io.vertx..",
            "java.net.http..",
            "java.nio.channels..",
            "java.nio.file..",
            "javax.net..")
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
}
