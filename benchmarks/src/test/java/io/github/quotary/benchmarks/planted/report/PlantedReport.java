package io.github.quotary.benchmarks.planted.report;

/** What no benchmark may use. */
public final class PlantedReport {}
