package io.github.quotary.fuzz;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** What all targets have in common; a JVM fuzzes one alone. */
class TargetsTest {
  private static final JavaClasses TARGETS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.OnlyIncludeTests())
          .importPackages("io.github.quotary");

  @Test
  void haveOneTestEachThatTakesBytesAndStartsFromSeeds() {
    methods()
        .that()
        .areAnnotatedWith(FuzzTest.class)
        .should()
        .haveRawParameterTypes(byte[].class)
        .andShould()
        .beAnnotatedWith(MethodSource.class)
        .andShould()
        .beDeclaredInClassesThat()
        .haveSimpleNameEndingWith("FuzzTest")
        .check(TARGETS);
    for (JavaClass target : TARGETS) {
      if (target.getSimpleName().endsWith("FuzzTest")) {
        long tests =
            target.getMethods().stream().filter(m -> m.isAnnotatedWith(FuzzTest.class)).count();
        assertEquals(1, tests, target.getName());
      }
    }
  }

  @Test
  void areManyAndHaveNamesOfTheirOwn() {
    Set<String> names = new java.util.HashSet<>();
    for (JavaClass target : TARGETS) {
      if (target.getSimpleName().endsWith("FuzzTest")) {
        assertTrue(names.add(target.getSimpleName()), target.getName());
      }
    }
    assertTrue(names.size() >= 25, names.toString());
  }

  @Test
  void opensNoConnection() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..fuzz.campaign") // It finds the targets among class files.
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.nio.channels..")
        .check(TARGETS);
    classes()
        .that()
        .haveSimpleNameEndingWith("FuzzTest")
        .should()
        .bePackagePrivate()
        .check(TARGETS);
  }
}
