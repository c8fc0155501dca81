package io.github.quotary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A file of results by JMH.
 *
 * @param file its name
 * @param cpu the processor
 * @param cores number of cores
 * @param os the operating system
 * @param jdk the Java version
 * @param vm the virtual machine
 * @param signatures number per verdict, by what is cached
 * @param runs when and how it was measured, in order
 * @param figures what was measured
 */
record JvmRun(
    String file,
    String cpu,
    int cores,
    String os,
    String jdk,
    String vm,
    Map<String, Signatures> signatures,
    List<Command> runs,
    List<Figure> figures) {

  /**
   * One command.
   *
   * @param begun when
   * @param arguments of {@code java -jar benchmarks/target/benchmarks.jar}
   */
  record Command(String begun, String arguments) {}

  /**
   * Signatures of a verdict.
   *
   * @param byKeptKeys by keys that the engine has prepared and cached
   * @param byNewKeys by other keys
   */
  record Signatures(int byKeptKeys, int byNewKeys) {
    static Signatures of(JsonNode counts) {
      return new Signatures(counts.path("byKeptKeys").asInt(), counts.path("byNewKeys").asInt());
    }
  }

  static JvmRun of(String file, JsonNode root) {
    List<Command> runs = new ArrayList<>();
    for (JsonNode run : root.path("runs")) {
      runs.add(new Command(run.path("begun").asText(), run.path("arguments").asText()));
    }
    Map<String, Signatures> signatures = new LinkedHashMap<>();
    root.path("signatures")
        .properties()
        .forEach(kept -> signatures.put(kept.getKey(), Signatures.of(kept.getValue())));
    List<Figure> figures = new ArrayList<>();
    root.path("jmh").forEach(result -> figures.add(Figure.of(result)));
    return new JvmRun(
        file,
        root.path("cpu").asText(),
        root.path("cores").asInt(),
        root.path("os").asText(),
        root.path("jdk").asText(),
        root.path("vm").asText(),
        signatures,
        runs,
        figures);
  }

  /** The JDK for a heading, such as {@code JDK 17}. */
  String jdkName() {
    return "JDK " + Runtime.Version.parse(jdk).feature();
  }

  /** The most that other work used while one of the figures was measured. */
  OptionalDouble mostOtherCores() {
    return figures.stream()
        .map(Figure::otherCores)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .max();
  }

  /** The figure of this benchmark, number of threads and all of these parameters. */
  Optional<Figure> find(String benchmark, int threads, Map<String, String> params) {
    return figures.stream()
        .filter(figure -> figure.benchmark().equals(benchmark))
        .filter(figure -> figure.threads() == threads)
        .filter(figure -> figure.params().entrySet().containsAll(params.entrySet()))
        .findFirst();
  }
}
