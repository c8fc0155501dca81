package io.github.quotary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.benchmarks.ingress.Candidate;
import io.github.quotary.benchmarks.ingress.Measure;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A file of results of the ingress's proxy beside HAProxy.
 *
 * @param file its name
 * @param cpu the processor
 * @param jdk the Java version
 * @param root of the file, with the facts of the run
 * @param mostOtherCores the most that other work used in a turn of a candidate
 * @param series what was measured
 */
record IngressRun(
    String file,
    String cpu,
    String jdk,
    JsonNode root,
    double mostOtherCores,
    Map<Measure, Map<Candidate, Series>> series) {

  /**
   * One value for each round.
   *
   * @param values in the measure's unit
   * @param proxyCores that the proxy used meanwhile; empty where that says nothing
   */
  record Series(List<Double> values, List<Double> proxyCores) {}

  static IngressRun of(String file, JsonNode root) {
    Map<Measure, Map<Candidate, Series>> series = new EnumMap<>(Measure.class);
    root.path("measures")
        .properties()
        .forEach(
            measure -> {
              Map<Candidate, Series> candidates = new EnumMap<>(Candidate.class);
              measure
                  .getValue()
                  .properties()
                  .forEach(
                      one ->
                          candidates.put(
                              Candidate.valueOf(one.getKey()),
                              new Series(
                                  numbers(one.getValue().path("values")),
                                  numbers(one.getValue().path("proxyCores")))));
              series.put(Measure.valueOf(measure.getKey()), candidates);
            });
    return new IngressRun(
        file,
        root.path("cpu").asText(),
        root.path("jdk").asText(),
        root,
        numbers(root.path("otherCores")).stream().mapToDouble(d -> d).max().orElse(0),
        series);
  }

  private static List<Double> numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asDouble).toList();
  }

  Optional<Series> find(Measure measure, Candidate candidate) {
    return Optional.ofNullable(series.getOrDefault(measure, Map.of()).get(candidate));
  }

  /** The JDK for a heading, such as {@code JDK 17}. */
  String jdkName() {
    return "JDK " + Runtime.Version.parse(jdk).feature();
  }
}
