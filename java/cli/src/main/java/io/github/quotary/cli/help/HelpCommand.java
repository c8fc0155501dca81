package io.github.quotary.cli.help;

import io.github.quotary.cli.option.OutputFile;
import io.github.quotary.cli.option.UnwrittenException;
import io.github.quotary.evidence.input.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Help on a topic or a command. */
@Command(
    name = "help",
    description = "Explains a topic or a command; without one, lists them.",
    mixinStandardHelpOptions = true)
public final class HelpCommand implements Runnable {
  @Parameters(
      arity = "0..*",
      paramLabel = "TOPIC|COMMAND",
      description = "A topic, such as exit-codes, or a command, such as collateral fetch.")
  private List<String> asked = List.of();

  @Option(
      names = "--man",
      paramLabel = "DIR",
      description = "Writes man pages of all commands into this directory, such as .../man/man1.")
  private @Nullable Path manPages;

  @Spec private CommandSpec spec;

  /** For picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  public HelpCommand() {}

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    CommandSpec root = spec.root();
    if (manPages != null) {
      write(manPages, root);
    } else if (asked.isEmpty()) {
      root.commandLine().usage(out, spec.commandLine().getColorScheme());
      out.print("\n" + topics());
    } else {
      Optional<Topic> topic = topic(asked);
      topic.ifPresent(found -> out.print(found.text().get()));
      if (topic.isEmpty() || root.subcommands().containsKey(topic.get().name())) {
        out.print(topic.isPresent() ? "\n" : "");
        command(root).usage(out, spec.commandLine().getColorScheme());
      }
    }
  }

  private static void write(Path folder, CommandSpec root) {
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> page : ManPage.all(root).entrySet()) {
        OutputFile.write(folder.resolve(page.getKey()), page.getValue());
      }
    } catch (IOException e) {
      throw UnwrittenException.of("Cannot write into " + folder + ": " + e.getMessage(), e);
    }
  }

  private static String topics() {
    StringBuilder text = new StringBuilder("Topics of 'quotary help TOPIC':\n");
    for (Topic topic : Topic.ALL) {
      text.append(String.format(Locale.ROOT, "  %-12s %s%n", topic.name(), topic.about()));
    }
    return text.toString();
  }

  private static Optional<Topic> topic(List<String> words) {
    String name = String.join("-", words).toLowerCase(Locale.ROOT);
    return Topic.ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
  }

  private CommandLine command(CommandSpec root) {
    CommandLine found = root.commandLine();
    for (String word : asked) {
      CommandLine next = found.getSubcommands().get(word);
      if (next == null) {
        throw new InputException(
            "No topic or command '"
                + String.join(" ", asked)
                + "'"
                + Nearest.question(word, names(found.getCommandSpec()).toList())
                + " ('quotary help' lists them)");
      }
      found = next;
    }
    return found;
  }

  private static Stream<String> names(CommandSpec command) {
    return Stream.concat(
        Topic.ALL.stream().map(Topic::name), command.subcommands().keySet().stream());
  }
}
