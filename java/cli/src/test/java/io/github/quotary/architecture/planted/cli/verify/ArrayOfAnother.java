package io.github.quotary.architecture.planted.cli.verify;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.planted.cli.policy.PolicyFloor;

@Breaks("COMMANDS_SHARE_ONLY_OPTIONS")
final class ArrayOfAnother {
  PolicyFloor[][] used = {};
}
