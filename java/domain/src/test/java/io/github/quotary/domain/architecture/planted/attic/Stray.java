package io.github.quotary.domain.architecture.planted.attic;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;

/** Lives in a package that is not on the list. */
@Breaks(DomainRule.LIVES_IN_A_KNOWN_PACKAGE)
final class Stray {}
