package io.github.quotary.cli.help;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command's help as a man page, in roff's macros {@code man(7)}. */
final class ManPage {
  private final CommandSpec spec;
  private final StringBuilder page = new StringBuilder();

  private ManPage(CommandSpec spec) {
    this.spec = spec;
  }

  /** The pages of a command and all below it, by file name, such as {@code quotary-verify.1}. */
  static Map<String, String> all(CommandSpec root) {
    Map<String, String> pages = new LinkedHashMap<>();
    Mistake.tree(root).forEach(spec -> pages.put(name(spec) + ".1", new ManPage(spec).text()));
    return pages;
  }

  private static String name(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  private String text() {
    String about = String.join(" ", description(spec.usageMessage().description()));
    page.append(".TH \"")
        .append(escaped(name(spec).toUpperCase(java.util.Locale.ROOT)))
        .append("\" 1\n");
    section("NAME");
    paragraph(name(spec) + " - " + about.replaceFirst("(?<=[a-z])\\. .*|\\.$", ""));
    section("SYNOPSIS");
    paragraph(synopsis());
    section("DESCRIPTION");
    paragraph(about);
    if (!spec.positionalParameters().isEmpty()) {
      section("ARGUMENTS");
      spec.positionalParameters().forEach(argument -> entry(argument.paramLabel(), argument));
    }
    section("OPTIONS");
    spec.options().stream()
        .filter(option -> !option.hidden())
        .forEach(option -> entry(heading(option), option));
    commands();
    section("EXIT STATUS");
    spec.usageMessage()
        .exitCodeList()
        .forEach((code, meaning) -> entry(code.strip(), HelpLayout.broken(meaning)));
    section("SEE ALSO");
    paragraph(seeAlso());
    return page.toString();
  }

  private String synopsis() {
    return spec.qualifiedName(" ")
        + (spec.options().isEmpty() ? "" : " [OPTION]...")
        + (spec.subcommands().isEmpty() ? "" : " COMMAND")
        + spec.positionalParameters().stream()
            .map(
                argument -> " " + argument.paramLabel() + (argument.arity().max() > 1 ? "..." : ""))
            .collect(Collectors.joining());
  }

  private void commands() {
    if (!spec.subcommands().isEmpty()) {
      section("COMMANDS");
      spec.subcommands()
          .forEach(
              (name, command) ->
                  entry(
                      name,
                      String.join(
                          " ",
                          description(command.getCommandSpec().usageMessage().description()))));
    }
  }

  private String seeAlso() {
    return Mistake.tree(spec.root())
        .filter(other -> other != spec)
        .filter(other -> other.parent() == spec || other == spec.parent() || spec.parent() == null)
        .map(other -> name(other) + "(1)")
        .collect(Collectors.joining(", "));
  }

  private static String heading(OptionSpec option) {
    String names = String.join(", ", option.names());
    return option.arity().max() > 0 ? names + " " + option.paramLabel() : names;
  }

  private void entry(String heading, ArgSpec argument) {
    entry(
        heading,
        String.join(
            " ",
            description(argument.description()).stream()
                .map(
                    line ->
                        line.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue())))
                .toList()));
  }

  private void entry(String heading, String text) {
    page.append(".TP\n\\fB").append(escaped(heading)).append("\\fR\n");
    paragraph(text);
  }

  private static List<String> description(String[] lines) {
    return Arrays.stream(lines).map(line -> line.replace("%%", "%")).toList();
  }

  private void section(String name) {
    page.append(".SH ").append(name).append('\n');
  }

  private void paragraph(String text) {
    page.append(escaped(text)).append('\n');
  }

  /** Roff takes a backslash, and a full stop or quote at a line's start, as its own. */
  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replaceFirst("^([.'])", "\\\\&$1");
  }
}
