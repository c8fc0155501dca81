package io.github.quotary.domain.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A state in the text format of Prometheus, version 0.0.4. */
public final class PrometheusText {
  private static final String PREFIX = "quotary_watch_";

  private final StringBuilder text = new StringBuilder();
  private final WatchState state;

  private PrometheusText(WatchState state) {
    this.state = state;
  }

  /** The state's metrics. */
  public static String of(WatchState state) {
    return new PrometheusText(state).write();
  }

  private String write() {
    perName(
        "passing",
        "1 if the name is trusted, 0 if a check fails or no identity is stated; absent until decided.",
        known ->
            known
                .verdict()
                .map(verdict -> List.of(sample("", known.isTrusted() ? 1 : 0)))
                .orElse(List.of()));
    perName(
        "test_root",
        "1 if a root other than Intel's and the JDK's is trusted: nothing real is proven.",
        known -> List.of(sample("", known.testRoot().isPresent() ? 1 : 0)));
    perName(
        "observations_total",
        "counter",
        "Observations of the name.",
        known -> List.of(sample("", known.observations())));
    perName(
        "last_observation_timestamp_seconds",
        "Time of the last observation.",
        known -> List.of(sample("", known.lastObserved().getEpochSecond())));
    perName(
        "last_conclusive_timestamp_seconds",
        "Time of the last conclusive observation.",
        known ->
            known.lastConclusive().stream().map(at -> sample("", at.getEpochSecond())).toList());
    perName(
        "alerts_total",
        "counter",
        "Alerts by kind.",
        known -> {
          List<String> samples = new ArrayList<>();
          for (AlertKind kind : AlertKind.values()) {
            samples.add(sample(label("kind", kind.word()), known.alerts().getOrDefault(kind, 0L)));
          }
          return samples;
        });
    perName(
        "not_after_timestamp_seconds",
        "Expiry of certificates and collateral in use.",
        known ->
            known.ends().entrySet().stream()
                .map(end -> sample(label("what", end.getKey()), end.getValue().getEpochSecond()))
                .toList());
    perName(
        "caa_locked",
        "1 if CAA prevents others from getting certificates.",
        known ->
            known.caa().entrySet().stream()
                .map(
                    caa ->
                        sample(
                            label("caa_name", caa.getKey()),
                            caa.getValue().lockedSince().isPresent() ? 1 : 0))
                .toList());
    perName("known_keys", "Keys seen.", known -> List.of(sample("", known.keys().size())));
    perName(
        "known_certificates",
        "Logged certificates that have not expired.",
        known -> List.of(sample("", known.certificates().size())));
    owed();
    return text.toString();
  }

  private void owed() {
    Map<String, Long> owed = new TreeMap<>();
    state
        .outbox()
        .forEach(pending -> pending.owed().forEach(sink -> owed.merge(sink, 1L, Long::sum)));
    head("alerts_owed", "gauge", "Alerts not yet delivered to a sink.");
    owed.forEach(
        (sink, count) ->
            text.append(PREFIX)
                .append("alerts_owed{")
                .append(label("sink", sink))
                .append("} ")
                .append(count)
                .append('\n'));
  }

  private void perName(String metric, String help, Function<NameState, List<String>> samples) {
    perName(metric, "gauge", help, samples);
  }

  private void perName(
      String metric, String type, String help, Function<NameState, List<String>> samples) {
    head(metric, type, help);
    for (NameState known : state.names().values()) {
      for (String sample : samples.apply(known)) {
        text.append(PREFIX).append(metric).append('{').append(label("name", known.name()));
        text.append(sample).append('\n');
      }
    }
  }

  private void head(String metric, String type, String help) {
    text.append("# HELP ").append(PREFIX).append(metric).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(PREFIX).append(metric).append(' ').append(type).append('\n');
  }

  private static String sample(String label, long value) {
    return (label.isEmpty() ? "" : "," + label) + "} " + value;
  }

  private static String label(String name, String value) {
    return name
        + "=\""
        + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
        + "\"";
  }
}
