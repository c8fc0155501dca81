package io.github.quotary.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.nio.ByteBuffer;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.BaseStream;

/**
 * What the core promises about itself. Each rule is stated for a root package, so that the planted
 * violations, which are a small house of their own, are judged by the very same rules.
 */
public enum HouseRule {
  LEANS_DOWNWARD(HouseRule::leansDownward),
  LIVES_IN_A_KNOWN_PACKAGE(HouseRule::livesInAKnownPackage),
  HAS_NO_UTILS(HouseRule::hasNoUtils),
  /** What only the project's own modules see may show it. */
  KEEPS_JACKSON_INSIDE(
      root ->
          classes()
              .that()
              .resideOutsideOfPackage(root + ".json")
              .should(new ExposeNoTypeOf("com.fasterxml.."))),
  KNOWS_NO_NETWORK(root -> dependsOnNone(resideInAnyPackage("java.net..", "javax.net.."))),
  KNOWS_NO_FILES(root -> dependsOnNone(files())),
  KNOWS_NO_UNSAFE(root -> dependsOnNone(resideInAnyPackage("sun..", "jdk.internal.."))),
  STARTS_NO_THREAD(HouseRule::startsNoThread),
  LOGS_NOTHING(HouseRule::logsNothing),
  READS_NO_CLOCK(HouseRule::readsNoClock),
  IS_GIVEN_ITS_RANDOMNESS(
      root -> accessesNone("make random numbers of its own", HouseRule::makesRandomNumbers)),
  LEAVES_PROVIDERS_ALONE(
      root -> accessesNone("change the JVM's security settings", HouseRule::changesSecurity)),
  VERIFIES_SIGNATURES_IN_CRYPTO(
      root ->
          onlyIn(root + ".crypto..", named("java.security.Signature", "java.security.KeyFactory"))),
  USES_BOUNCY_CASTLE_ENGINES_IN_CRYPTO(
      root -> onlyIn(root + ".crypto..", resideInAPackage("org.bouncycastle.crypto.."))),
  NAMES_ITS_CHARSETS(
      root -> accessesNone("turn text into bytes, or back, unnamed", HouseRule::omitsTheCharset)),
  TAKES_A_BACKING_ARRAY_IN_ONE_CLASS(
      root ->
          noClasses()
              .that()
              .doNotHaveFullyQualifiedName(root + ".quote.SameBytes")
              .should(
                  accessTargetThat(
                      "take a buffer's array", t -> is(t, ByteBuffer.class, "array"))));

  /** The packages of the core from the ground up: each may use those before it. */
  private static final List<String> FLOORS =
      List.of(
          "status",
          "json",
          "crypto.p256",
          "crypto",
          "challenge",
          "quote",
          "pki",
          "collateral",
          "tcb",
          "policy",
          "verify",
          "rtmr",
          "supplemental");

  private final Function<String, ArchRule> rule;

  HouseRule(Function<String, ArchRule> rule) {
    this.rule = rule;
  }

  /** This rule for the house whose packages lie below {@code root}. */
  ArchRule in(String root) {
    return rule.apply(root).as(name()).allowEmptyShould(true);
  }

  private static ArchRule leansDownward(String root) {
    List<ArchRule> arrows = new ArrayList<>();
    for (int floor = 0; floor < FLOORS.size() - 1; floor++) {
      String[] above = packages(root, FLOORS.subList(floor + 1, FLOORS.size()));
      arrows.add(
          noClasses()
              .that()
              .resideInAPackage(root + "." + FLOORS.get(floor))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(above)
              .allowEmptyShould(true));
    }
    return CompositeArchRule.of(arrows);
  }

  private static ArchRule livesInAKnownPackage(String root) {
    return classes().should().resideInAnyPackage(packages(root, FLOORS));
  }

  private static ArchRule hasNoUtils(String root) {
    return classes().should().haveNameNotMatching(".*(Utils?|Helpers?)");
  }

  private static ArchRule startsNoThread(String root) {
    return accessesNone(
        "start threads, or borrow the JVM's",
        target ->
            is(target, Thread.class, "<init>", "start")
                || target.getOwner().isEquivalentTo(Executors.class)
                || target.getOwner().isAssignableTo(ForkJoinPool.class)
                || is(target, ThreadPoolExecutor.class, "<init>")
                || is(target, Timer.class, "<init>")
                || is(target, Collection.class, "parallelStream")
                || is(target, BaseStream.class, "parallel")
                || target.getOwner().isEquivalentTo(CompletableFuture.class)
                    && target.getName().endsWith("Async")
                    && !parameters(target).contains(Executor.class.getName()));
  }

  private static ArchRule logsNothing(String root) {
    return CompositeArchRule.of(
            dependsOnNone(
                resideInAnyPackage("org.slf4j..", "java.util.logging..")
                    .or(named("java.lang.System$Logger"))))
        .and(
            accessesNone(
                "log or write to the console",
                target ->
                    is(target, System.class, "out", "err", "getLogger")
                        || is(target, Throwable.class, "printStackTrace")));
  }

  /** The verifier's builder may choose a clock, and the engines may be timed against each other. */
  private static ArchRule readsNoClock(String root) {
    String builder = root + ".verify.VerifierBuilder";
    String calibration = root + ".crypto.EngineCalibration";
    ArchRule elsewhere =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(builder)
            .and()
            .doNotHaveFullyQualifiedName(calibration)
            .should(accessTargetThat("read the clock", HouseRule::tellsTheTime));
    ArchRule inCalibration =
        noClasses()
            .that()
            .haveFullyQualifiedName(calibration)
            .should(
                accessTargetThat(
                    "read the clock",
                    target -> tellsTheTime(target) && !is(target, System.class, "nanoTime")))
            .allowEmptyShould(true);
    return CompositeArchRule.of(elsewhere).and(inCalibration);
  }

  private static boolean tellsTheTime(AccessTarget target) {
    boolean noInput = parameters(target).isEmpty();
    return is(target, System.class, "currentTimeMillis", "nanoTime")
        || target.getOwner().getPackageName().startsWith("java.time")
            && target.getName().equals("now")
            && !parameters(target).contains(Clock.class.getName())
        || is(target, Clock.class, "systemUTC", "systemDefaultZone", "system")
        || is(target, Clock.class, "tickMillis", "tickSeconds", "tickMinutes")
        || is(target, Date.class, "<init>") && noInput
        || is(target, Calendar.class, "getInstance")
        || is(target, X509Certificate.class, "checkValidity") && noInput;
  }

  private static boolean makesRandomNumbers(AccessTarget target) {
    return target.getOwner().isAssignableTo(RandomGenerator.class)
            && Set.of("<init>", "getInstance", "getInstanceStrong", "current", "of", "getDefault")
                .contains(target.getName())
        || is(target, Math.class, "random")
        || is(target, UUID.class, "randomUUID");
  }

  private static boolean changesSecurity(AccessTarget target) {
    return is(target, Security.class, "addProvider", "insertProviderAt")
        || is(target, Security.class, "removeProvider", "setProperty");
  }

  private static boolean omitsTheCharset(AccessTarget target) {
    return is(target, String.class, "getBytes") && parameters(target).isEmpty()
        || is(target, String.class, "<init>")
            && Set.of(List.of("[B"), List.of("[B", "int", "int")).contains(parameters(target));
  }

  private static String[] packages(String root, List<String> floors) {
    return floors.stream().map(floor -> root + "." + floor).toArray(String[]::new);
  }

  private static DescribedPredicate<JavaClass> files() {
    return describe(
        "files",
        type ->
            type.getName().matches("java\\.io\\.(File|RandomAccessFile).*")
                || type.getPackageName().startsWith("java.nio.file")
                || type.getName().matches("java\\.nio\\.channels\\..*FileChannel"));
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    return describe(String.join(", ", names), type -> List.of(names).contains(type.getName()));
  }

  private static ArchRule dependsOnNone(DescribedPredicate<? super JavaClass> forbidden) {
    return noClasses().should().dependOnClassesThat(forbidden);
  }

  private static ArchRule onlyIn(String home, DescribedPredicate<? super JavaClass> guarded) {
    return noClasses().that().resideOutsideOfPackage(home).should().dependOnClassesThat(guarded);
  }

  private static ArchRule accessesNone(String what, Predicate<AccessTarget> forbidden) {
    return noClasses().should(accessTargetThat(what, forbidden));
  }

  /** Calls, field accesses and method references alike. */
  private static ArchCondition<JavaClass> accessTargetThat(
      String what, Predicate<AccessTarget> forbidden) {
    DescribedPredicate<JavaAccess<?>> access =
        describe(what, found -> forbidden.test(found.getTarget()));
    return ArchConditions.accessTargetWhere(access);
  }

  private static boolean is(AccessTarget target, Class<?> owner, String... names) {
    return target.getOwner().isAssignableTo(owner)
        && Arrays.asList(names).contains(target.getName());
  }

  private static List<String> parameters(AccessTarget target) {
    return target instanceof CodeUnitAccessTarget codeUnit
        ? HasName.Utils.namesOf(codeUnit.getRawParameterTypes())
        : List.of();
  }
}
