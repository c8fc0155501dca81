package io.github.quotary.pcs.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Package rules of the module. Each is stated for a root package, so that the planted violations
 * are checked by the very same rules.
 */
enum PackageRule {
  DEPENDS_DOWNWARD(PackageRule::dependsDownward),
  HAS_NO_CYCLE(root -> slices().matching(root + ".(*)..").should().beFreeOfCycles()),
  LIVES_IN_A_KNOWN_PACKAGE(PackageRule::livesInAKnownPackage),
  USES_HTTP_IN_CLIENT(root -> onlyIn(root + ".client", "java.net.http..")),
  USES_MICROMETER_IN_MICROMETER(root -> onlyIn(root + ".micrometer", "io.micrometer.."));

  /** The packages from the ground up: each may use those before it. */
  private static final List<String> LAYERS =
      List.of("json", "document", "client", "store", "bundle", "cache", "lookahead", "micrometer");

  private final Function<String, ArchRule> rule;

  PackageRule(Function<String, ArchRule> rule) {
    this.rule = rule;
  }

  /** This rule for the packages below {@code root}. */
  ArchRule in(String root) {
    return rule.apply(root).as(name()).allowEmptyShould(true);
  }

  private static ArchRule dependsDownward(String root) {
    List<ArchRule> rules = new ArrayList<>();
    for (int layer = 0; layer < LAYERS.size() - 1; layer++) {
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(root + "." + LAYERS.get(layer))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(packages(root, LAYERS.subList(layer + 1, LAYERS.size())))
              .allowEmptyShould(true));
    }
    return CompositeArchRule.of(rules);
  }

  private static ArchRule livesInAKnownPackage(String root) {
    return classes().should().resideInAnyPackage(packages(root, LAYERS));
  }

  private static ArchRule onlyIn(String home, String guarded) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat(resideInAnyPackage(guarded));
  }

  private static String[] packages(String root, List<String> layers) {
    return layers.stream().map(layer -> root + "." + layer).toArray(String[]::new);
  }
}
