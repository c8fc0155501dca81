package io.github.quotary.cli.help;

import io.github.quotary.evidence.input.CollateralFiles;
import io.github.quotary.evidence.input.InputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Recognises arguments that are right but stand in the wrong place. */
final class WrongOrder {
  private WrongOrder() {}

  /** The command line that was meant; empty if none is recognised. */
  static String suggestion(CommandLine command, List<String> arguments) {
    CommandSpec root = command.getCommandSpec().root();
    int at = commandAt(root, arguments);
    if (at < 0) {
      return withoutCommand(arguments);
    }
    List<String> before = new ArrayList<>();
    List<String> global = new ArrayList<>();
    split(root, arguments.subList(0, at), global, before);
    if (!before.isEmpty()) {
      List<String> meant = new ArrayList<>(global);
      meant.add(arguments.get(at));
      meant.addAll(arguments.subList(at + 1, arguments.size()));
      meant.addAll(before);
      return line(meant);
    }
    return collateralBeside(command.getCommandSpec(), arguments);
  }

  /** The first argument that is a command's name and not the value of an option before it. */
  private static int commandAt(CommandSpec root, List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (root.subcommands().containsKey(arguments.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Tells the options that stand before a command from what belongs behind it. */
  private static void split(
      CommandSpec root, List<String> arguments, List<String> global, List<String> other) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      OptionSpec option = root.optionsMap().get(argument.replaceFirst("=.*", ""));
      if (option == null) {
        other.add(argument);
        continue;
      }
      global.add(argument);
      if (option.arity().max() > 0 && !argument.contains("=") && i + 1 < arguments.size()) {
        global.add(arguments.get(++i));
      }
    }
  }

  /** A quote without a command is to be verified. */
  private static String withoutCommand(List<String> arguments) {
    boolean isQuote = arguments.stream().findFirst().filter(WrongOrder::exists).isPresent();
    List<String> meant = new ArrayList<>(List.of("verify"));
    meant.addAll(arguments);
    return isQuote ? line(meant) : "";
  }

  /** Of two files of {@code verify}, one may be the collateral. */
  private static String collateralBeside(CommandSpec command, List<String> arguments) {
    if (!command.name().equals("verify")) {
      return "";
    }
    List<String> files = arguments.stream().filter(WrongOrder::exists).toList();
    List<String> collateral = files.stream().filter(WrongOrder::isCollateral).toList();
    if (files.size() < 2 || collateral.size() != 1 || arguments.contains("--collateral")) {
      return "";
    }
    List<String> meant = new ArrayList<>(arguments);
    meant.remove(collateral.get(0));
    meant.addAll(List.of("--collateral", collateral.get(0)));
    return line(meant);
  }

  private static boolean exists(String name) {
    try {
      return !name.startsWith("-") && Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean isCollateral(String name) {
    try {
      CollateralFiles.read(Path.of(name));
      return Files.isRegularFile(Path.of(name));
    } catch (InputException e) {
      return false;
    }
  }

  private static String line(List<String> arguments) {
    return arguments.stream()
        .map(WrongOrder::quoted)
        .collect(Collectors.joining(" ", "quotary ", ""));
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w@%+=:,./-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
