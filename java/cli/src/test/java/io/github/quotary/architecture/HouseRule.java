package io.github.quotary.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.NATIVE;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The order of the modules, and of the packages inside those that have no test of their own for it.
 * Each rule is stated for a root package, so that the planted violations are judged by the very
 * same rules.
 */
enum HouseRule {
  /** Whatever lies in none of the named roots is the core. */
  MODULES_LEAN_DOWNWARD(
      root ->
          new FloorPlan(root)
                  .room("..")
                  .room("simulator..")
                  .room("pcs..", "..")
                  .room("domain..", "..")
                  .room("guest..", "..")
                  .room("ingress..", "..", "domain..", "guest..")
                  .room("jni..")
                  .room("p256..", "..", "jni..")
                  .room("qvl..", "..", "jni..")
                  .room("evidence..", "..", "pcs..", "domain..")
                  .room("service..", "..", "pcs..", "domain..", "evidence..")
                  .room(
                      "cli..",
                      "..",
                      "pcs..",
                      "domain..",
                      "evidence..",
                      "guest..",
                      "ingress..",
                      "qvl..",
                      "service..",
                      "simulator..")
                  .room("benchmarks..", "..", "qvl..", "simulator..")
              ::objections),

  /** No command uses another's package, except that collateral and recorded cases are shared. */
  COMMANDS_SHARE_ONLY_OPTIONS(
      root ->
          new FloorPlan(root + ".cli")
                  .room("proxy")
                  .room("option", "proxy")
                  .room("collateral", "option")
                  .room("conformance", "option")
                  .room("batch", "option", "collateral")
                  .room("crosscheck", "option", "conformance")
                  .room("domain", "option", "proxy")
                  .room("help", "option")
                  .room("ingress", "option")
                  .room("inspect", "option")
                  .room("policy", "option")
                  .room("replay", "option")
                  .room("serve", "option", "collateral")
                  .room("simulate", "option")
                  .room("verify", "option", "collateral")
                  .room(
                      "",
                      "option",
                      "batch",
                      "collateral",
                      "conformance",
                      "crosscheck",
                      "domain",
                      "help",
                      "ingress",
                      "inspect",
                      "policy",
                      "replay",
                      "serve",
                      "simulate",
                      "verify")
              ::objections),

  ONLY_THE_ENTRANCE_IS_ABOVE_THE_COMMANDS(
      root ->
          forbid(
              "is above the commands",
              (type, name) ->
                  type.getPackageName().equals(root + ".cli")
                      && !Set.of("Main", "QuotaryCommand", "Commands", "package-info")
                          .contains(name))),

  EVIDENCE_LEANS_DOWNWARD(
      root ->
          new FloorPlan(root + ".evidence")
                  .room("part")
                  .room("text")
                  .room("collateral", "part", "text")
                  .room("log", "part", "text")
                  .room("azure", "part", "text")
                  .room("cmw", "part", "text")
                  .room("certificate", "cmw", "part")
                  .room("named", "part")
                  .room("proto", "part")
                  .room(
                      "form",
                      "part",
                      "text",
                      "azure",
                      "certificate",
                      "cmw",
                      "collateral",
                      "log",
                      "named",
                      "proto")
                  .room("input", "part", "text", "collateral", "log", "form")
                  .room("report", "part")
                  .room("ear", "text", "input", "report")
                  .room("batch", "part", "text", "form", "input")
                  .room("replay")
              ::objections),

  NATIVE_IS_ONE_PACKAGE(root -> new FloorPlan(root + ".qvl").room("")::objections),

  ONLY_TWO_CLASSES_HAVE_NATIVE_METHODS(
      root ->
          forbid(
              "has a native method",
              (type, name) ->
                  !Set.of("QvlNative", "P256Native").contains(name)
                      && type.getMethods().stream()
                          .anyMatch(method -> method.getModifiers().contains(NATIVE)))),

  ONE_CLASS_LOADS_LIBRARIES(
      root ->
          forbid(
              "loads a library",
              (type, name) ->
                  !name.equals("NativeLibrary")
                      && type.getMethodCallsFromSelf().stream()
                          .anyMatch(
                              call ->
                                  call.getName().matches("load(Library)?")
                                      && call.getTargetOwner().isEquivalentTo(System.class)))),

  /** The rest of the module sees the engine's types, never a native method. */
  JNI_IS_CALLED_BEHIND_THE_ENGINE(
      root ->
          forbid(
              "calls through JNI",
              (type, name) ->
                  !Set.of(
                              "QvlNative",
                              "Shim",
                              "QvlLibrary",
                              "QvlVerifier",
                              "StageLibrary",
                              "StageCalls")
                          .contains(name)
                      && uses(type, root + ".qvl.QvlNative"))),

  /** The accelerator is found as a service, and its memory is behind two classes. */
  NATIVE_MEMORY_IS_REACHED_BEHIND_THE_ACCELERATOR(
      root ->
          forbid(
              "reaches native memory",
              (type, name) ->
                  !Set.of("P256Native", "NativeP256", "NativeLanes", "NativeMemory").contains(name)
                      && uses(type, root + ".p256.P256Native"))),

  ONLY_THE_CROSSCHECK_SEES_THE_NATIVE_ENGINE(
      root ->
          forbid(
              "sees the native engine",
              (type, name) ->
                  isBelow(root + ".cli", type.getPackageName())
                      && !isBelow(root + ".cli.crosscheck", type.getPackageName())
                      && usesPackage(type, root + ".qvl"))),

  ONLY_SIMULATE_SEES_THE_SIMULATOR(
      root ->
          forbid(
              "sees the simulator",
              (type, name) ->
                  isBelow(root + ".cli", type.getPackageName())
                      && !isBelow(root + ".cli.simulate", type.getPackageName())
                      && usesPackage(type, root + ".simulator"))),

  SIMULATOR_LEANS_DOWNWARD(
      root ->
          new FloorPlan(root + ".simulator")
                  .room("octets")
                  .room("spec", "octets")
                  .room("write", "octets", "spec")
                  .room("", "octets", "spec", "write")
                  .room("pcs", "octets", "spec", "write", "")
                  .room("dstack", "octets", "spec")
                  .room("fault", "octets", "spec", "")
                  .room("vector", "octets", "spec", "", "dstack", "fault")
                  .room("domain.web", "octets")
                  .room("domain.server", "octets", "domain.web")
                  .room("domain", "octets", "spec", "", "dstack", "domain.web", "domain.server")
                  .room(
                      "domain.attack",
                      "spec",
                      "dstack",
                      "fault",
                      "domain.web",
                      "domain.server",
                      "domain")
              ::objections);

  private final Function<String, Function<JavaClass, Stream<String>>> rule;

  HouseRule(Function<String, Function<JavaClass, Stream<String>>> rule) {
    this.rule = rule;
  }

  /** What this rule objects to in a class of the house whose packages lie below the root. */
  Function<JavaClass, Stream<String>> in(String root) {
    return rule.apply(root);
  }

  /** The predicate is given the class and the simple name of the outermost class around it. */
  private static Function<JavaClass, Stream<String>> forbid(
      String fault, BiPredicate<JavaClass, String> isForbidden) {
    return type ->
        isForbidden.test(type, outermost(type))
            ? Stream.of(type.getName() + " " + fault)
            : Stream.empty();
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(HouseRule::outermost).orElse(type.getSimpleName());
  }

  private static boolean uses(JavaClass type, String name) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(dependency -> dependency.getTargetClass().getName().equals(name));
  }

  private static boolean usesPackage(JavaClass type, String root) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(dependency -> isBelow(root, dependency.getTargetClass().getPackageName()));
  }

  private static boolean isBelow(String root, String name) {
    return (name + ".").startsWith(root + ".");
  }
}
