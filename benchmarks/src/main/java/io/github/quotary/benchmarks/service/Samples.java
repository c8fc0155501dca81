package io.github.quotary.benchmarks.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, by name, one value for each round. */
final class Samples {
  private final Map<String, List<Double>> values = new LinkedHashMap<>();

  void add(String name, double value) {
    values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    System.out.printf("%s: %.3f%n", name, value);
  }

  double median(String name) {
    List<Double> sorted = values.getOrDefault(name, List.of()).stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }

  void addTo(ObjectNode json) {
    values.forEach(
        (name, series) -> {
          var array = json.putArray(name);
          series.forEach(array::add);
        });
  }
}
