package io.github.quotary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A file of results of the service under load.
 *
 * @param file its name
 * @param cpu the processor
 * @param root of the file
 */
record ServiceRun(String file, String cpu, JsonNode root) {
  static ServiceRun of(String file, JsonNode root) {
    return new ServiceRun(file, root.path("cpu").asText(), root);
  }

  /** The JDK for a heading, such as {@code JDK 17}. */
  String jdkName() {
    return "JDK " + Runtime.Version.parse(root.path("jdk").asText()).feature();
  }

  /** What was measured under a name, in the order of the rounds. */
  List<Double> values(String name) {
    return StreamSupport.stream(root.path("samples").path(name).spliterator(), false)
        .map(JsonNode::asDouble)
        .toList();
  }

  double median(String name) {
    List<Double> sorted = values(name).stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }

  /** The most that other work used while the batch was measured. */
  double mostOtherCores() {
    return values("batch.otherCores").stream().mapToDouble(d -> d).max().orElse(0);
  }
}
