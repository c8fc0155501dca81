package io.github.quotary.domain.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule reports every violation that was planted for it, and nothing else. */
@Tag("any-jdk")
class PlantedViolationsTest {
  private static final String ROOT = "io.github.quotary.domain.architecture.planted";
  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);

  /** What a line of a report is about: the first name in angle brackets. */
  private static final Pattern CULPRIT = Pattern.compile("^[^<]*<((?:[^<>]|<(?:cl)?init>)+)>");

  @ParameterizedTest
  @EnumSource
  void reportsWhatIsPlanted(DomainRule rule) {
    SortedSet<String> planted = planted(rule);
    assertFalse(planted.isEmpty(), "nothing was planted");
    assertEquals(planted, reported(rule.in(ROOT)));
  }

  private static SortedSet<String> planted(DomainRule rule) {
    Stream<String> types =
        PLANTED.stream().filter(type -> breaks(type, rule)).map(JavaClass::getName);
    Stream<String> members =
        PLANTED.stream()
            .flatMap(type -> type.getMembers().stream())
            .filter(member -> breaks(member, rule))
            .map(JavaMember::getFullName);
    return Stream.concat(types, members).collect(toCollection(TreeSet::new));
  }

  private static boolean breaks(HasAnnotations<?> element, DomainRule rule) {
    return element
        .tryGetAnnotationOfType(Breaks.class)
        .map(breaks -> List.of(breaks.value()).contains(rule))
        .orElse(false);
  }

  /** A cycle is reported in several lines, one for each call that is part of it. */
  private static SortedSet<String> reported(ArchRule rule) {
    return rule.evaluate(PLANTED).getFailureReport().getDetails().stream()
        .flatMap(String::lines)
        .map(CULPRIT::matcher)
        .filter(Matcher::find)
        .map(culprit -> culprit.group(1))
        .collect(toCollection(TreeSet::new));
  }
}
