package io.github.quotary.architecture.planted.benchmarks;

/** Breaks nothing. */
public final class BenchmarkFloor {}
