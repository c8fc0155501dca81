package io.github.quotary.benchmarks.planted;

import io.github.quotary.benchmarks.planted.report.PlantedReport;

/** Breaks the rule, once. */
abstract class SeesReport {
  abstract PlantedReport report();
}
