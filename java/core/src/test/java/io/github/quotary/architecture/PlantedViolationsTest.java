package io.github.quotary.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule reports every violation that was planted for it, and nothing else. */
@Tag("any-jdk")
class PlantedViolationsTest {
  private static final String ROOT = "io.github.quotary.architecture.planted";
  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);

  /** What a line of a report is about: the first name in angle brackets. */
  private static final Pattern CULPRIT = Pattern.compile("^[^<]*<((?:[^<>]|<(?:cl)?init>)+)>");

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "KNOWS_NO_UNSAFE")
  void reportsWhatIsPlanted(HouseRule rule) {
    SortedSet<String> planted = planted(rule);
    assertFalse(planted.isEmpty(), "nothing was planted");
    assertEquals(planted, reported(rule.in(ROOT), PLANTED));
  }

  /** The compiler's warning about Unsafe cannot be suppressed, so this one is compiled here. */
  @Test
  void reportsUnsafe(@TempDir Path folder) throws Exception {
    Path source = folder.resolve("Planted.java");
    Files.writeString(source, "final class Planted { sun.misc.Unsafe unsafe; }");
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, OutputStream.nullOutputStream(), source.toString());
    assertEquals(0, exit);
    JavaClasses unsafe = new ClassFileImporter().importPath(folder);
    assertEquals(
        new TreeSet<>(List.of("Planted.unsafe")),
        reported(HouseRule.KNOWS_NO_UNSAFE.in(ROOT), unsafe));
  }

  @ParameterizedTest
  @EnumSource
  void passesAnEmptyHouse(HouseRule rule) {
    JavaClasses none = new ClassFileImporter().importPackages("io.github.quotary.nowhere");
    assertTrue(none.isEmpty());
    assertFalse(rule.in("io.github.quotary.nowhere").evaluate(none).hasViolation());
  }

  private static SortedSet<String> planted(HouseRule rule) {
    Stream<String> types =
        PLANTED.stream().filter(type -> breaks(type, rule)).map(JavaClass::getName);
    Stream<String> members =
        PLANTED.stream()
            .flatMap(type -> type.getMembers().stream())
            .filter(member -> breaks(member, rule))
            .map(JavaMember::getFullName);
    return Stream.concat(types, members).collect(toCollection(TreeSet::new));
  }

  private static boolean breaks(HasAnnotations<?> element, HouseRule rule) {
    return element
        .tryGetAnnotationOfType(Breaks.class)
        .map(breaks -> List.of(breaks.value()).contains(rule))
        .orElse(false);
  }

  private static SortedSet<String> reported(ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).getFailureReport().getDetails().stream()
        .map(PlantedViolationsTest::culprit)
        .collect(toCollection(TreeSet::new));
  }

  private static String culprit(String line) {
    Matcher matcher = CULPRIT.matcher(line);
    assertTrue(matcher.find(), line);
    return matcher.group(1);
  }
}
