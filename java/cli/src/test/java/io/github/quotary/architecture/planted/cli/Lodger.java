package io.github.quotary.architecture.planted.cli;

import io.github.quotary.architecture.Breaks;

@Breaks("ONLY_THE_ENTRANCE_IS_ABOVE_THE_COMMANDS")
final class Lodger {}
