package io.github.quotary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file of one day, processor and JDK: facts about the machine, the number of signatures per
 * verdict, the runs, and under {@code jmh} the results as written by JMH. A later run on the same
 * day replaces the results that it measured again and keeps the others.
 */
final class ResultFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Machine machine;
  private final Instant begun;
  private final String arguments;

  private ResultFile(Machine machine, Instant begun, String arguments) {
    this.machine = machine;
    this.begun = begun.truncatedTo(ChronoUnit.SECONDS);
    this.arguments = arguments;
  }

  /** Begins the record of a run. */
  static ResultFile begin(Machine machine, Instant now, String arguments) {
    return new ResultFile(machine, now, arguments);
  }

  /**
   * Writes the results of the run.
   *
   * @param jmh the array that JMH writes, not empty
   * @return the file
   */
  Path write(Path folder, byte[] jmh) throws IOException {
    ArrayNode results = (ArrayNode) JSON.readTree(jmh);
    JsonNode first = results.get(0);
    LocalDate date = LocalDate.ofInstant(begun, ZoneOffset.UTC);
    int jdk = Runtime.Version.parse(javaVersion(first)).feature();
    Path file = folder.resolve(date + "-" + Machine.slug(machine.cpu()) + "-jdk" + jdk + ".json");
    ObjectNode root =
        Files.exists(file) ? (ObjectNode) JSON.readTree(file.toFile()) : JSON.createObjectNode();
    root.put("kind", "jmh");
    root.put("cpu", machine.cpu());
    root.put("cores", machine.cores());
    root.put("os", machine.os());
    root.put("jdk", javaVersion(first));
    root.put("vm", first.path("vmName").asText() + ' ' + first.path("vmVersion").asText());
    ObjectNode signatures = root.putObject("signatures");
    for (CacheLevel kept : CacheLevel.values()) {
      SignatureCount count = SignatureCount.of(kept);
      ObjectNode counts = signatures.putObject(kept.name());
      counts.put("byKeptKeys", count.byKeptKeys());
      counts.put("byNewKeys", count.byNewKeys());
    }
    ObjectNode run = root.withArray("/runs").addObject();
    run.put("begun", begun.toString());
    run.put("arguments", arguments);
    results.forEach(result -> leaveOutPlaces((ObjectNode) result));
    results.forEach(ResultFile::leaveOutRepetitions);
    root.set("jmh", merged(root.withArray("/jmh"), results));
    Files.writeString(file, JSON.writeValueAsString(root) + System.lineSeparator());
    return file;
  }

  /** A version such as 17.0.21.1, without what follows it in parentheses or after a space. */
  private static String javaVersion(JsonNode result) {
    return result.path("jdkVersion").asText().split(" ", 2)[0];
  }

  /** The location of a JDK or a library on this machine is of no use on another. */
  private static void leaveOutPlaces(ObjectNode result) {
    result.remove("jvm");
    ArrayNode arguments = JSON.createArrayNode();
    for (JsonNode argument : result.path("jvmArgs")) {
      if (!argument.asText().startsWith("-D")) {
        arguments.add(argument);
      }
    }
    result.set("jvmArgs", arguments);
  }

  /**
   * Values that follow from the iterations in the same file, and a histogram that the percentiles
   * summarize.
   */
  private static void leaveOutRepetitions(JsonNode result) {
    if (result.path("primaryMetric") instanceof ObjectNode primary) {
      primary.remove("rawDataHistogram");
    }
    for (JsonNode metric : result.path("secondaryMetrics")) {
      if (metric instanceof ObjectNode secondary) {
        secondary.remove(List.of("scorePercentiles", "scoreConfidence"));
      }
    }
  }

  private static ArrayNode merged(JsonNode before, JsonNode now) {
    Map<String, JsonNode> byQuestion = new LinkedHashMap<>();
    before.forEach(result -> byQuestion.put(question(result), result));
    now.forEach(result -> byQuestion.put(question(result), result));
    return JSON.createArrayNode().addAll(byQuestion.values());
  }

  private static String question(JsonNode result) {
    return result.path("benchmark").asText()
        + ' '
        + result.path("mode").asText()
        + ' '
        + result.path("threads").asInt()
        + ' '
        + result.path("params");
  }
}
