package io.github.quotary.architecture.planted.simulator.attic;

import io.github.quotary.architecture.Breaks;

/** In no known package. */
@Breaks("SIMULATOR_LEANS_DOWNWARD")
final class Stray {}
