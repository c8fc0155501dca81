package io.github.quotary.docs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What users copy knows nothing of the tests that hold the pages, and the other way round. */
@Tag("any-jdk")
class DocsArchitectureTest {
  @Test
  void examplesAndTestsOfPagesDoNotKnowEachOther() throws URISyntaxException {
    URL here = DocsArchitectureTest.class.getProtectionDomain().getCodeSource().getLocation();
    JavaClasses classes = new ClassFileImporter().importPath(Path.of(here.toURI()));
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
