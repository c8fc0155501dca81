package io.github.quotary.domain.watch;

import io.github.quotary.domain.report.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The alerts of one change, numbered after those of the changes before it. Many of one kind, which
 * differ in their subjects alone, are one alert with their count: who is watched decides how many
 * keys and certificates there are.
 */
final class Alerts {
  /** As many of one kind are told one by one. */
  static final int MOST_OF_A_KIND = 8;

  private final String name;
  private final Instant at;
  private final Optional<String> testRoot;
  private final Map<AlertKind, Long> before;
  private final Map<Kind, List<Given>> kinds = new LinkedHashMap<>();

  /** What alerts of one kind share. */
  private record Kind(AlertKind kind, Severity severity, String summary) {}

  private record Given(String subject, String was, String is) {}

  /**
   * What came of a change.
   *
   * @param alerts in order
   * @param counts how many there were of each kind, all changes together
   */
  record Numbered(List<Alert> alerts, Map<AlertKind, Long> counts) {}

  Alerts(NameState before, Instant at, Optional<String> testRoot) {
    this.name = before.name();
    this.at = at;
    this.testRoot = testRoot;
    this.before = before.alerts();
  }

  void add(
      AlertKind kind, Severity severity, String subject, String was, String is, String summary) {
    kinds
        .computeIfAbsent(new Kind(kind, severity, summary), same -> new ArrayList<>())
        .add(new Given(subject, was, is));
  }

  Numbered numbered() {
    Map<AlertKind, Long> counts = new EnumMap<>(AlertKind.class);
    counts.putAll(before);
    List<Alert> alerts = new ArrayList<>();
    kinds.forEach(
        (kind, all) -> {
          for (Given given : all.size() > MOST_OF_A_KIND ? List.of(together(all)) : all) {
            alerts.add(alert(kind, given, all.size(), counts));
            counts.merge(kind.kind(), 1L, Long::sum);
          }
        });
    return new Numbered(alerts, counts);
  }

  private static Given together(List<Given> all) {
    Given first = all.get(0);
    return new Given(
        first.subject() + " and " + (all.size() - 1) + " more", first.was(), first.is());
  }

  private Alert alert(Kind kind, Given given, int times, Map<AlertKind, Long> counts) {
    long number = counts.values().stream().mapToLong(Long::longValue).sum();
    String words =
        (testRoot.isPresent() ? Provenance.TEST_ROOT : "")
            + kind.summary()
            + (times > MOST_OF_A_KIND ? " (" + times + " times in one observation)" : "");
    return Alert.numbered(
        number,
        at,
        name,
        kind.kind(),
        kind.severity(),
        given.subject(),
        given.was(),
        given.is(),
        words,
        testRoot);
  }
}
