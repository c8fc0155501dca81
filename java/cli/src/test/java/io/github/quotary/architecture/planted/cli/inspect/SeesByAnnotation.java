package io.github.quotary.architecture.planted.cli.inspect;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.planted.cli.option.Subcommand;
import io.github.quotary.architecture.planted.cli.policy.PolicyFloor;

/** The other command is named in an annotation only. */
@Breaks("COMMANDS_SHARE_ONLY_OPTIONS")
@Subcommand(PolicyFloor.class)
final class SeesByAnnotation {}
