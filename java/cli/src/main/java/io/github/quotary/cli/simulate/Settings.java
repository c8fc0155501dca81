package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.Scenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every value of a scenario that can be set by name. */
final class Settings {
  private static final List<Section> SECTIONS =
      FieldTable.sections(
          Map.of(
              "report data", QuoteSettings.reportData(),
              "header", QuoteSettings.header(),
              "TD report", ReportSettings.td(),
              "enclave report", ReportSettings.enclave(),
              "QE report", ReportSettings.quotingEnclave(),
              "chains", ChainSettings.all()));

  private static final Map<String, Setting> BY_KEY = byKey();

  private Settings() {}

  private static Map<String, Setting> byKey() {
    Map<String, Setting> settings = new HashMap<>();
    for (Section section : SECTIONS) {
      for (Setting setting : section.settings()) {
        settings.put(Paths.key(setting.path()), setting);
      }
    }
    return Map.copyOf(settings);
  }

  static List<Section> sections() {
    return SECTIONS;
  }

  /** Whether the assignment is to a value that no verdict depends on. */
  static boolean isHarmless(Assignment assignment) {
    return find(assignment).harmless();
  }

  /** The scenario with one value set. */
  static Scenario apply(Scenario scenario, Assignment assignment) {
    Setting setting = find(assignment);
    try {
      return setting
          .changer()
          .apply(scenario, Paths.indexes(assignment.path()), assignment.value());
    } catch (IllegalArgumentException e) {
      throw assignment.refused(String.valueOf(e.getMessage()));
    }
  }

  private static Setting find(Assignment assignment) {
    String path = assignment.path();
    Setting setting = BY_KEY.get(Paths.key(path));
    if (setting == null || Paths.indexes(path).size() != Paths.zeros(setting.path()).size()) {
      List<String> known = BY_KEY.values().stream().map(Setting::path).sorted().toList();
      throw assignment.refused(
          "unknown field; --list-fields names them all" + Texts.didYouMean(path, known));
    }
    return setting;
  }
}
