package io.github.quotary.domain.architecture.planted.dstack.image.disk;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;

/** Lives below a known package, which is not on the list either. */
@Breaks(DomainRule.LIVES_IN_A_KNOWN_PACKAGE)
final class Stray {}
