package io.github.quotary.architecture.planted.cli;

import io.github.quotary.architecture.planted.cli.option.OptionFloor;
import io.github.quotary.architecture.planted.cli.policy.PolicyFloor;

/** Breaks nothing. */
final class Main {
  PolicyFloor used = new PolicyFloor();
  OptionFloor other = new OptionFloor();
}
