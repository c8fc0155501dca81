package io.github.quotary.architecture.planted.quote;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;

/** A name without an idea. */
@Breaks(HouseRule.HAS_NO_UTILS)
final class HexUtil {}
