package io.github.quotary.domain.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the packages of this module promise. Each rule is stated for a root package, so that the
 * planted violations are judged by the very same rules.
 */
public enum DomainRule {
  LEANS_DOWNWARD(DomainRule::leansDownward),
  HAS_NO_CYCLE(root -> slices().matching(root + ".(**)").should().beFreeOfCycles()),
  LIVES_IN_A_KNOWN_PACKAGE(DomainRule::livesInAKnownPackage),
  KEEPS_KINDS_OF_DOMAINS_APART(DomainRule::keepsKindsApart),
  OPENS_CONNECTIONS_IN_CAPTURE(DomainRule::opensConnectionsInCapture),
  READS_CLOCKS_IN_CAPTURE(DomainRule::readsClocksInCapture);

  /** The packages from the ground up: each may use those before it. */
  private static final List<String> FLOORS =
      List.of(
          "reading",
          "format",
          "evidence",
          "certificate",
          "report",
          "dns",
          "caa",
          "ct",
          "dstack",
          "dstack.image",
          "exchange",
          "capture",
          "connection",
          "witness",
          "workload",
          "verification",
          "gateway",
          "custom",
          "watch",
          "page");

  private final Function<String, ArchRule> rule;

  DomainRule(Function<String, ArchRule> rule) {
    this.rule = rule;
  }

  /** This rule for the packages below {@code root}. */
  ArchRule in(String root) {
    return rule.apply(root).as(name()).allowEmptyShould(true);
  }

  private static ArchRule leansDownward(String root) {
    List<ArchRule> arrows = new ArrayList<>();
    for (int floor = 0; floor < FLOORS.size() - 1; floor++) {
      arrows.add(
          noClasses()
              .that()
              .resideInAPackage(root + "." + FLOORS.get(floor))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(packages(root, FLOORS.subList(floor + 1, FLOORS.size())))
              .allowEmptyShould(true));
    }
    return CompositeArchRule.of(arrows);
  }

  private static ArchRule livesInAKnownPackage(String root) {
    return classes().should().resideInAnyPackage(packages(root, FLOORS));
  }

  private static ArchRule keepsKindsApart(String root) {
    return CompositeArchRule.of(isIgnorant(root + ".gateway", root + ".custom"))
        .and(isIgnorant(root + ".custom", root + ".gateway"));
  }

  private static ArchRule isIgnorant(String one, String other) {
    return noClasses()
        .that()
        .resideInAPackage(one)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(other)
        .allowEmptyShould(true);
  }

  /** The watch's webhook calls a URL, and its store locks a file through a channel. */
  private static ArchRule opensConnectionsInCapture(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root + ".exchange", root + ".capture")
        .and(
            not(
                "the watch's webhook or store",
                type ->
                    Set.of(root + ".watch.Webhook", root + ".watch.StateStore")
                        .contains(outermost(type).getName())))
        .should()
        .dependOnClassesThat(
            describe(
                "connections",
                type ->
                    type.getName().matches("java\\.net\\.(Server|Datagram)?Socket")
                        || type.getPackageName()
                            .matches("(java\\.net\\.http|javax\\.net|java\\.nio\\.channels).*")));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(DomainRule::outermost).orElse(type);
  }

  private static ArchRule readsClocksInCapture(String root) {
    DescribedPredicate<JavaAccess<?>> access =
        describe("read the clock", found -> tellsTheTime(found.getTarget()));
    return noClasses()
        .that()
        .resideOutsideOfPackages(root + ".exchange", root + ".capture")
        .should(ArchConditions.accessTargetWhere(access));
  }

  private static boolean tellsTheTime(AccessTarget target) {
    JavaClass owner = target.getOwner();
    return owner.isEquivalentTo(System.class)
            && Set.of("currentTimeMillis", "nanoTime").contains(target.getName())
        || owner.getPackageName().startsWith("java.time") && target.getName().equals("now")
        || owner.isEquivalentTo(Clock.class)
        || owner.isEquivalentTo(InstantSource.class) && target.getName().equals("system");
  }

  private static DescribedPredicate<JavaClass> not(String what, Predicate<JavaClass> predicate) {
    return describe("not " + what, predicate.negate());
  }

  private static String[] packages(String root, List<String> floors) {
    return floors.stream().map(floor -> root + "." + floor).toArray(String[]::new);
  }
}
