package io.github.quotary.architecture.planted.crypto.p384;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;

/** Lives inside a known package, in one that is not known. */
@Breaks(HouseRule.LIVES_IN_A_KNOWN_PACKAGE)
final class InnerStray {}
