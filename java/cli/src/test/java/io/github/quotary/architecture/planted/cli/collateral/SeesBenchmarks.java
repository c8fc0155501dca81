package io.github.quotary.architecture.planted.cli.collateral;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.planted.benchmarks.BenchmarkFloor;

@Breaks("MODULES_LEAN_DOWNWARD")
final class SeesBenchmarks {
  BenchmarkFloor used = new BenchmarkFloor();
}
