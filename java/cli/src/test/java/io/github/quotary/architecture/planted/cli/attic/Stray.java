package io.github.quotary.architecture.planted.cli.attic;

import io.github.quotary.architecture.Breaks;

/** In no known package. */
@Breaks("COMMANDS_SHARE_ONLY_OPTIONS")
final class Stray {}
