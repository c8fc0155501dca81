package io.github.quotary.cli;

import io.github.quotary.cli.batch.BatchCommand;
import io.github.quotary.cli.collateral.CollateralCommand;
import io.github.quotary.cli.conformance.ConformanceCommand;
import io.github.quotary.cli.crosscheck.CrosscheckCommand;
import io.github.quotary.cli.domain.DomainCommand;
import io.github.quotary.cli.help.CompletionCommand;
import io.github.quotary.cli.help.HelpCommand;
import io.github.quotary.cli.ingress.IngressCommand;
import io.github.quotary.cli.inspect.InspectCommand;
import io.github.quotary.cli.policy.PolicyCommand;
import io.github.quotary.cli.replay.ReplayCommand;
import io.github.quotary.cli.serve.ServeCommand;
import io.github.quotary.cli.simulate.SimulateCommand;
import io.github.quotary.cli.verify.VerifyCommand;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * The commands below the top one. To read what all of them take costs more than most of them do, so
 * a command line that names one gets that one only.
 */
final class Commands {
  /** In the order of the help. */
  static final List<String> NAMES =
      List.of(
          "verify",
          "batch",
          "inspect",
          "policy",
          "collateral",
          "replay",
          "domain",
          "ingress",
          "serve",
          "simulate",
          "conformance",
          "crosscheck",
          "help",
          "completion");

  private Commands() {}

  /** Loads no other command. */
  private static Class<?> named(String name) {
    return switch (name) {
      case "verify" -> VerifyCommand.class;
      case "batch" -> BatchCommand.class;
      case "inspect" -> InspectCommand.class;
      case "policy" -> PolicyCommand.class;
      case "collateral" -> CollateralCommand.class;
      case "replay" -> ReplayCommand.class;
      case "domain" -> DomainCommand.class;
      case "ingress" -> IngressCommand.class;
      case "serve" -> ServeCommand.class;
      case "simulate" -> SimulateCommand.class;
      case "conformance" -> ConformanceCommand.class;
      case "crosscheck" -> CrosscheckCommand.class;
      case "help" -> HelpCommand.class;
      case "completion" -> CompletionCommand.class;
      default -> throw new IllegalArgumentException(name);
    };
  }

  /**
   * Adds the command that the arguments name, or all if they name none, or one about the others.
   */
  static void addNeeded(CommandLine top, String... arguments) {
    asked(arguments)
        .filter(name -> !name.equals("help") && !name.equals("completion"))
        .ifPresentOrElse(name -> add(top, name), () -> addAll(top));
  }

  /** Adds those that are missing. */
  static void addAll(CommandLine top) {
    NAMES.stream()
        .filter(name -> !top.getSubcommands().containsKey(name))
        .forEach(name -> add(top, name));
  }

  private static void add(CommandLine top, String name) {
    top.addSubcommand(name, named(name));
  }

  /** The first argument, but for options of every command. */
  private static Optional<String> asked(String... arguments) {
    Iterator<String> left = Arrays.asList(arguments).iterator();
    while (left.hasNext()) {
      String argument = left.next();
      if (argument.equals("--color") && left.hasNext()) {
        left.next();
      } else if (!List.of("-q", "--quiet").contains(argument) && !argument.startsWith("--color=")) {
        return Optional.of(argument).filter(NAMES::contains);
      }
    }
    return Optional.empty();
  }
}
