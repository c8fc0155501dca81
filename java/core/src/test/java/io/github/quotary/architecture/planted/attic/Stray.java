package io.github.quotary.architecture.planted.attic;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;

/** Lives where the house has no package. */
@Breaks(HouseRule.LIVES_IN_A_KNOWN_PACKAGE)
final class Stray {}
