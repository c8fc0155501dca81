package io.github.quotary.guest.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Package rules of the module. Each is stated for a root package, so that the planted violations
 * are judged by the very same rules.
 */
enum GuestRule {
  LEANS_DOWNWARD(GuestRule::leansDownward),
  HAS_NO_CYCLE(root -> slices().matching(root + ".(*)..").should().beFreeOfCycles()),
  LIVES_IN_A_KNOWN_PACKAGE(GuestRule::livesInAKnownPackage),
  OPENS_CONNECTIONS_IN_EXCHANGE(
      root ->
          onlyIn(
              root,
              List.of("exchange"),
              describe(
                  "sockets",
                  type ->
                      type.getPackageName().equals("java.net")
                          || type.getName()
                              .matches("java\\.nio\\.channels\\..*Sel.*|.*Socket.*")))),
  TOUCHES_FILES_IN_TSM(
      root ->
          onlyIn(
              root,
              List.of("tsm", "exchange"),
              describe("files", type -> type.isEquivalentTo(Files.class)))),
  READS_JSON_IN_AGENT(
      root -> onlyIn(root, List.of("agent"), resideInAnyPackage("com.fasterxml.jackson..")));

  /** The packages from the ground up, below the root's own: each may use those before it. */
  private static final List<String> FLOORS = List.of("provider", "exchange", "agent", "tsm");

  private final Function<String, ArchRule> rule;

  GuestRule(Function<String, ArchRule> rule) {
    this.rule = rule;
  }

  /** This rule for {@code root} and the packages below it. */
  ArchRule in(String root) {
    return rule.apply(root).as(name()).allowEmptyShould(true);
  }

  private static ArchRule leansDownward(String root) {
    List<ArchRule> rules = new ArrayList<>();
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      List<String> above = new ArrayList<>(List.of(root));
      above.addAll(packages(root, FLOORS.subList(floor + 1, FLOORS.size())));
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(root + "." + FLOORS.get(floor))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(above.toArray(String[]::new))
              .allowEmptyShould(true));
    }
    return CompositeArchRule.of(rules);
  }

  private static ArchRule livesInAKnownPackage(String root) {
    List<String> known = new ArrayList<>(List.of(root));
    known.addAll(packages(root, FLOORS));
    return classes().should().resideInAnyPackage(known.toArray(String[]::new));
  }

  private static ArchRule onlyIn(
      String root, List<String> homes, DescribedPredicate<JavaClass> guarded) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages(root, homes).toArray(String[]::new))
        .should()
        .dependOnClassesThat(guarded);
  }

  private static List<String> packages(String root, List<String> floors) {
    return floors.stream().map(floor -> root + "." + floor).toList();
  }
}
