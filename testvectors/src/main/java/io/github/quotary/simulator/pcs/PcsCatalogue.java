package io.github.quotary.simulator.pcs;

import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The platforms that a service knows, each by data sets: the standard one, and the others by their
 * evaluation data number, of which the highest is the early one.
 */
final class PcsCatalogue {
  private final Simulator simulator;
  private final List<Scenario> standard = new CopyOnWriteArrayList<>();
  private final List<Scenario> others = new CopyOnWriteArrayList<>();
  private final Map<Scenario, Evidence> made = new ConcurrentHashMap<>();

  PcsCatalogue(Simulator simulator) {
    this.simulator = simulator;
  }

  void addStandard(Scenario scenario) {
    standard.removeIf(old -> model(old).equals(model(scenario)));
    standard.add(scenario);
  }

  void addOther(Scenario scenario) {
    others.add(scenario);
  }

  void clear() {
    standard.clear();
    others.clear();
  }

  Evidence evidence(Scenario scenario) {
    return made.computeIfAbsent(scenario, simulator::evidence);
  }

  /** The platform that this request is about; the last one published where several fit. */
  Optional<Scenario> find(PcsRequest request) {
    return switch (request.service()) {
      case TCB_INFO ->
          inDataSet(
              request,
              scenario -> model(scenario).equals(request.tee() + request.parameter("fmspc")));
      case QE_IDENTITY -> inDataSet(request, scenario -> tee(scenario).equals(request.tee()));
      case PCK_CRL ->
          last(
              standard.stream()
                  .filter(s -> s.pki().intermediate().key().equals(request.parameter("ca"))));
      case TCB_EVALUATION_DATA_NUMBERS ->
          last(standard.stream().filter(s -> tee(s).equals(request.tee())));
      case ROOT_CA_CRL, FMSPCS, UNKNOWN -> last(standard.stream());
    };
  }

  /** Every platform of a TEE, in any data set, highest evaluation data number first. */
  List<Scenario> ofTee(String tee) {
    return Stream.concat(standard.stream(), others.stream())
        .filter(scenario -> tee(scenario).equals(tee))
        .sorted((a, b) -> Long.compare(number(b), number(a)))
        .toList();
  }

  List<Scenario> standard() {
    return List.copyOf(standard);
  }

  private Optional<Scenario> inDataSet(PcsRequest request, Predicate<Scenario> fits) {
    String number = request.parameter("tcbEvaluationDataNumber");
    if (!number.isEmpty()) {
      return last(
          Stream.concat(standard.stream(), others.stream())
              .filter(fits)
              .filter(scenario -> String.valueOf(number(scenario)).equals(number)));
    }
    Optional<Scenario> found = last(standard.stream().filter(fits));
    if (!request.parameter("update").equals("early")) {
      return found;
    }
    return others.stream()
        .filter(fits)
        .max((a, b) -> Long.compare(number(a), number(b)))
        .or(() -> found);
  }

  private static Optional<Scenario> last(Stream<Scenario> scenarios) {
    return scenarios.reduce((first, second) -> second);
  }

  private static long number(Scenario scenario) {
    return scenario.tcbInfo().evaluationNumber();
  }

  private static String tee(Scenario scenario) {
    return scenario.tcbInfo().id().toLowerCase(Locale.ROOT);
  }

  static String fmspc(Scenario scenario) {
    String own = scenario.tcbInfo().fmspc();
    return own == null ? scenario.platform().fmspc() : own;
  }

  private static String model(Scenario scenario) {
    return tee(scenario) + fmspc(scenario).toLowerCase(Locale.ROOT);
  }
}
