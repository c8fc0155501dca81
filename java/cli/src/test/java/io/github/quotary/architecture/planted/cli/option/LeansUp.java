package io.github.quotary.architecture.planted.cli.option;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.planted.cli.policy.PolicyFloor;

@Breaks("COMMANDS_SHARE_ONLY_OPTIONS")
final class LeansUp {
  PolicyFloor used = new PolicyFloor();
}
