package io.github.quotary.benchmarks.ingress;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** All samples of a run, in the order of their rounds. */
final class Figures {
  private final Map<Measure, Map<Candidate, List<Sample>>> samples = new EnumMap<>(Measure.class);
  private final List<Double> otherCores = new ArrayList<>();

  void add(Measure measure, Candidate candidate, Sample sample) {
    samples
        .computeIfAbsent(measure, key -> new EnumMap<>(Candidate.class))
        .computeIfAbsent(candidate, key -> new ArrayList<>())
        .add(sample);
  }

  /** What other work took while a candidate had its turn. */
  void addOtherCores(OptionalDouble cores) {
    cores.ifPresent(otherCores::add);
  }

  /** The samples as JSON. */
  ObjectNode json(ObjectMapper mapper) {
    ObjectNode root = mapper.createObjectNode();
    root.set("otherCores", mapper.valueToTree(otherCores));
    ObjectNode measures = root.putObject("measures");
    samples.forEach(
        (measure, candidates) -> {
          ObjectNode one = measures.putObject(measure.name());
          candidates.forEach(
              (candidate, list) -> {
                ObjectNode figures = one.putObject(candidate.name());
                figures.set(
                    "values", mapper.valueToTree(list.stream().map(Sample::value).toList()));
                if (list.stream().anyMatch(sample -> sample.proxyCores() > 0)) {
                  figures.set(
                      "proxyCores",
                      mapper.valueToTree(list.stream().map(Sample::proxyCores).toList()));
                }
              });
        });
    return root;
  }
}
