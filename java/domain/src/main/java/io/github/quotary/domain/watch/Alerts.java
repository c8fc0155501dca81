package io.github.quotary.domain.watch;

import io.github.quotary.domain.report.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The alerts of one change, numbered after those of the changes before it. */
final class Alerts {
  private final String name;
  private final Instant at;
  private final Optional<String> testRoot;
  private final Map<AlertKind, Long> counts = new EnumMap<>(AlertKind.class);
  private final List<Alert> alerts = new ArrayList<>();

  Alerts(NameState before, Instant at, Optional<String> testRoot) {
    this.name = before.name();
    this.at = at;
    this.testRoot = testRoot;
    this.counts.putAll(before.alerts());
  }

  void add(
      AlertKind kind, Severity severity, String subject, String was, String is, String summary) {
    long number = counts.values().stream().mapToLong(Long::longValue).sum();
    String words = (testRoot.isPresent() ? Provenance.TEST_ROOT : "") + summary;
    alerts.add(Alert.numbered(number, at, name, kind, severity, subject, was, is, words, testRoot));
    counts.merge(kind, 1L, Long::sum);
  }

  /** In order. */
  List<Alert> list() {
    return alerts;
  }

  /** How many there were of each kind, all changes together. */
  Map<AlertKind, Long> counts() {
    return counts;
  }
}
