package io.github.quotary.architecture.planted.evidence.report;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.planted.cli.option.OptionFloor;

@Breaks("MODULES_LEAN_DOWNWARD")
final class SeesCommand {
  OptionFloor used = new OptionFloor();
}
