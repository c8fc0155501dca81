package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Which commands a command line loads. */
class CommandsTest {
  static final List<String> NAMES = Commands.NAMES;

  private static CommandLine needed(String... arguments) {
    CommandLine top = new CommandLine(new QuotaryCommand());
    Commands.addNeeded(top, arguments);
    return top;
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void aCommandIsNamedAsItSaysItself(String name) {
    Object command = needed(name).getSubcommands().get(name).getCommand();
    assertEquals(name, command.getClass().getAnnotation(Command.class).name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "verify quote.bin",
        "--quiet verify serve",
        "-q --color never verify --help",
        "--color=always verify"
      })
  void onlyTheOneThatIsAskedFor(String line) {
    assertEquals(Set.of("verify"), needed(line.split(" ")).getSubcommands().keySet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "--help", "help verify", "completion bash", "verfy", "@file", "--color"})
  void allWhereNoneOrOneAboutTheOthersIsAskedFor(String line) {
    assertEquals(NAMES, List.copyOf(needed(line.split(" ")).getSubcommands().keySet()));
  }

  @Test
  void aMistakeNamesTheOtherCommandsThatHaveTheOption() {
    CommandRun run = CommandRun.of("inspect", "--threads", "2", "quote.bin");
    assertTrue(run.err().contains("but of 'quotary batch'"), run.err());
  }
}
