package io.github.quotary.docs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What users copy knows nothing of the tests that hold the pages, and the other way round. */
@Tag("any-jdk")
class DocsArchitectureTest {
  @Test
  void examplesAndTestsOfPagesDoNotKnowEachOther() {
    var classes = new ClassFileImporter().importPackages("com.example", "io.github.quotary.docs");
    noClasses()
        .that()
        .resideInAPackage("com.example")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.quotary.docs")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("io.github.quotary.docs")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.example")
        .check(classes);
  }
}
