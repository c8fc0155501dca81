package io.github.quotary.cli.help;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in our own words, and what was perhaps meant. */
public final class Mistake {
  private Mistake() {}

  /**
   * One line for standard error.
   *
   * @param arguments the whole command line
   */
  public static String of(ParameterException e, List<String> arguments) {
    CommandLine command = e.getCommandLine();
    String order = WrongOrder.suggestion(command, arguments);
    String problem = problem(e, command);
    return order.isEmpty()
        ? problem + " (see '" + command.getCommandSpec().qualifiedName(" ") + " --help')"
        : problem.replaceFirst("; did you mean .*\\?$", "") + "; did you mean: " + order;
  }

  private static String problem(ParameterException e, CommandLine command) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched, command);
    }
    if (e instanceof OverwrittenOptionException twice) {
      return name(twice.getOverwritten()) + " is given twice";
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return missing(missing);
    }
    ArgSpec argument = e.getArgSpec();
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    if (argument == null || !message.startsWith("Invalid value for ")) {
      return message;
    }
    return name(argument) + ": " + invalid(argument, String.valueOf(e.getValue()), message);
  }

  private static String invalid(ArgSpec argument, String value, String message) {
    Class<?> type =
        argument.auxiliaryTypes().length > 0 ? argument.auxiliaryTypes()[0] : argument.type();
    if (type.isEnum() && argument.converters().length == 0) {
      List<String> names =
          Arrays.stream(type.getEnumConstants())
              .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
              .toList();
      return quoted(value)
          + " is not one of "
          + String.join(", ", names)
          + Nearest.question(value, names);
    }
    if (Set.of(int.class, Integer.class, long.class, Long.class).contains(type)) {
      return quoted(value) + " is not a whole number";
    }
    String told = message.replaceFirst("^Invalid value for .*?'(?: \\([^)]*\\))?: ", "");
    return told + nearest(value, told);
  }

  /** What may have been meant, where a converter has told what there is. */
  private static String nearest(String value, String told) {
    String list = quoted(value) + " is not one of ";
    return told.startsWith(list)
        ? Nearest.question(value, List.of(told.substring(list.length()).split(", ", -1)))
        : "";
  }

  private static String missing(MissingParameterException e) {
    List<ArgSpec> missing = e.getMissing();
    String message = String.valueOf(e.getMessage());
    if (missing.get(0) instanceof OptionSpec option
        && !message.startsWith("Missing required option")) {
      return name(option) + " needs a value: " + option.paramLabel();
    }
    return missing.stream()
            .map(
                argument ->
                    argument.isOption()
                        ? name(argument) + " " + argument.paramLabel()
                        : argument.paramLabel())
            .collect(Collectors.joining(", "))
        + (missing.size() == 1 ? " is missing" : " are missing");
  }

  private static String unmatched(UnmatchedArgumentException e, CommandLine command) {
    String first = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().get(0);
    CommandSpec spec = command.getCommandSpec();
    if (first.startsWith("-") && first.length() > 1) {
      return unknownOption(first.replaceFirst("=.*", ""), spec);
    }
    if (!spec.subcommands().isEmpty()) {
      return quoted(first)
          + " is not a command"
          + Nearest.question(first, spec.subcommands().keySet());
    }
    return quoted(first) + " is one argument too many for '" + spec.qualifiedName(" ") + "'";
  }

  private static String unknownOption(String option, CommandSpec spec) {
    String nearest = Nearest.question(option, names(spec));
    Set<String> others = new TreeSet<>();
    tree(spec.root())
        .filter(other -> names(other).contains(option))
        .forEach(other -> others.add("'" + other.qualifiedName(" ") + "'"));
    return option
        + " is not an option of '"
        + spec.qualifiedName(" ")
        + "'"
        + (others.isEmpty() ? nearest : ", but of " + String.join(", ", others));
  }

  /** A command and all below it. */
  static Stream<CommandSpec> tree(CommandSpec spec) {
    return Stream.concat(
        Stream.of(spec),
        spec.subcommands().values().stream().flatMap(sub -> tree(sub.getCommandSpec())));
  }

  private static List<String> names(CommandSpec spec) {
    return spec.options().stream()
        .filter(option -> !option.hidden())
        .flatMap(option -> Arrays.stream(option.names()))
        .toList();
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String quoted(String value) {
    return "'" + value + "'";
  }
}
