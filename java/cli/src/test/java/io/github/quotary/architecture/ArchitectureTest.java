package io.github.quotary.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.quotary.cli.Main;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.qvl.QvlLibrary;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.verify.Verifier;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All modules that the command is made of follow the house rules; planted classes do not. */
@Tag("any-jdk")
class ArchitectureTest {
  private static final String ROOT = "io.github.quotary";
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  private static final String PLANTED_ROOT = ROOT + ".architecture.planted";
  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(PLANTED_ROOT);

  /** An import that found nothing would follow every rule. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        Main.class,
        InputException.class,
        PcsClient.class,
        QvlLibrary.class,
        Simulator.class,
        Verifier.class
      })
  void everyModuleIsThere(Class<?> type) {
    assertTrue(HOUSE.contain(type));
  }

  @ParameterizedTest
  @EnumSource
  void theHouseFollows(HouseRule rule) {
    assertEquals(List.of(), HOUSE.stream().flatMap(rule.in(ROOT)).toList());
  }

  @ParameterizedTest
  @EnumSource
  void reportsExactlyWhatIsPlanted(HouseRule rule) {
    SortedSet<String> planted =
        PLANTED.stream()
            .filter(type -> breaks(type, rule))
            .map(JavaClass::getName)
            .collect(toCollection(TreeSet::new));
    SortedSet<String> reported =
        PLANTED.stream()
            .filter(type -> rule.in(PLANTED_ROOT).apply(type).findAny().isPresent())
            .map(JavaClass::getName)
            .collect(toCollection(TreeSet::new));
    assertFalse(planted.isEmpty(), "nothing was planted");
    assertEquals(planted, reported);
  }

  @Test
  void aPlanCannotHaveACycle() {
    FloorPlan plan = new FloorPlan(ROOT).room("below");
    assertThrows(IllegalArgumentException.class, () -> plan.room("above", "below", "higher"));
  }

  private static boolean breaks(JavaClass type, HouseRule rule) {
    return type.tryGetAnnotationOfType(Breaks.class)
        .map(breaks -> List.of(breaks.value()).contains(rule.name()))
        .orElse(false);
  }
}
