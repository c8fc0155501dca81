package io.github.quotary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The contents of a folder of results: the newest file of each processor and JDK, the newest of
 * each processor and peer, and the names of the older ones.
 *
 * @param runs measured by JMH
 * @param peers other verifiers
 * @param ingress the ingress's proxy beside HAProxy
 * @param services the service under load
 * @param older files replaced by newer ones
 */
record Results(
    List<JvmRun> runs,
    List<PeerRun> peers,
    List<IngressRun> ingress,
    List<ServiceRun> services,
    List<String> older) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads all JSON files of a folder. Their names begin with the date, so the last is the newest.
   *
   * @throws IllegalArgumentException for a file that is not a result file
   */
  static Results read(Path folder) throws IOException {
    Map<String, JvmRun> runs = new LinkedHashMap<>();
    Map<String, PeerRun> peers = new LinkedHashMap<>();
    Map<String, IngressRun> ingress = new LinkedHashMap<>();
    Map<String, ServiceRun> services = new LinkedHashMap<>();
    List<String> older = new ArrayList<>();
    for (Path file : files(folder)) {
      String name = file.getFileName().toString();
      JsonNode root = JSON.readTree(file.toFile());
      switch (root.path("kind").asText()) {
        case "jmh" -> {
          JvmRun run = JvmRun.of(name, root);
          JvmRun before = runs.put(run.cpu() + '|' + run.jdkName(), run);
          if (before != null) {
            older.add(before.file());
          }
        }
        case "peer" -> {
          PeerRun run = PeerRun.of(name, root);
          PeerRun before = peers.put(run.cpu() + '|' + run.peer(), run);
          if (before != null) {
            older.add(before.file());
          }
        }
        case "ingress" -> {
          IngressRun run = IngressRun.of(name, root);
          IngressRun before = ingress.put(run.cpu() + '|' + run.jdkName(), run);
          if (before != null) {
            older.add(before.file());
          }
        }
        case "service" -> {
          ServiceRun run = ServiceRun.of(name, root);
          ServiceRun before = services.put(run.cpu() + '|' + run.jdkName(), run);
          if (before != null) {
            older.add(before.file());
          }
        }
        default -> throw new IllegalArgumentException(name + " is not a result file");
      }
    }
    return new Results(
        sorted(runs.values()),
        List.copyOf(peers.values()),
        List.copyOf(ingress.values()),
        List.copyOf(services.values()),
        List.copyOf(older));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static List<JvmRun> sorted(Collection<JvmRun> runs) {
    return runs.stream()
        .sorted(
            (a, b) -> {
              int byCpu = a.cpu().compareTo(b.cpu());
              return byCpu != 0 ? byCpu : a.jdkName().compareTo(b.jdkName());
            })
        .toList();
  }
}
